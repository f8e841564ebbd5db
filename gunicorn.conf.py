"""The web server's settings; `python -m gunicorn` in this folder reads them by itself."""

wsgi_app = "wmp.wsgi"
worker_class = "gthread"
workers = 2
threads = 8
timeout = 60
graceful_timeout = 5  # seconds that requests under way get when it stops
# It would open a socket in the home folder, for commands that nobody here gives.
control_socket_disable = True
accesslog = "-"
# The path without its query: what people search for does not belong in a log.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"
