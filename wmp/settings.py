"""All settings, read from the environment. docs/operations.md lists the variables."""

from datetime import time
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from wmp.lib import embedded

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = embedded.var_dir()
env = environ.Env()

# --- what kind of installation this is -------------------------------------------------------------------------------

# A demo force with known passwords. Never set where real records are.
DEMO = env.bool("DEMO", default=False)
# "Today" for the nightly run of a demo force, whose records end with the 2022 paper.
DEMO_DAY = env("DEMO_DAY", default="2022-04-01") if DEMO else None
DEBUG = env.bool("DEBUG", default=False)
# Off only for a demo or a development machine on plain http://localhost.
HTTPS = env.bool("HTTPS", default=not (DEMO or DEBUG))

SECRET_KEY = env("SECRET_KEY", default="") or embedded.secret_key(VAR_DIR)
# Of text that stands encrypted in the database, newest first (wmp.lib.encryption). Apart from SECRET_KEY.
ENCRYPTION_KEYS = [key.strip() for key in env.list("ENCRYPTION_KEYS", default=[])] or [embedded.encryption_key(VAR_DIR)]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- applications ----------------------------------------------------------------------------------------------------

# Ours in the order of their imports: an app's models may be read by the ones below it.
INSTALLED_APPS = [
    "wmp.lib",
    "people",
    "welfare",
    "change",
    "wmp.board",
    "wmp.demo",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_tables2",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "wmp.lib.every_answer.EveryAnswerMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wmp.lib.draft_pages.KeepTypedMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wmp.lib.history.HistoryContextMiddleware",
    "wmp.lib.sent_once.SentOnceMiddleware",
]

ROOT_URLCONF = "wmp.urls"
WSGI_APPLICATION = "wmp.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wmp.board.menu.menu",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- database --------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url_config(env("DATABASE_URL", default="") or embedded.database_url(VAR_DIR))}
if "postgresql" not in DATABASES["default"]["ENGINE"]:
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL server: postgres://user:password@host:5432/name")
DATABASES["default"].update(
    {
        # One transaction a request: a verb and the log of who read or did it stand or fall together.
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
    }
)
DATABASES["default"].setdefault("OPTIONS", {}).update(
    {
        # Planning a joined page costs more than running it: let the server keep plans (docs/decisions/registers.md).
        "server_side_binding": True,
        "prepare_threshold": 2,
        # Compiling a figure's one statement takes the server longer than running it.
        "options": f"{DATABASES['default']['OPTIONS'].get('options', '')} -c jit=off".strip(),
    }
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Change history is added to, never edited.
PGHISTORY_APPEND_ONLY = True
PGHISTORY_ADMIN_ALL_EVENTS = False

# --- jobs ------------------------------------------------------------------------------------------------------------

REDIS_URL = env("REDIS_URL", default="") or embedded.redis_url(VAR_DIR)
CELERY_BROKER_URL = embedded.celery_url(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # A killed worker's task comes back after this, not after the default hour: every task is safe to run twice.
    "visibility_timeout": 900,
    "unacked_restore_interval": 3,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    # Whoever sends without retrying means it: else a request would wait six seconds for a broker that is away.
    "max_retries": 0,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/London"
# Local time. The job asks as well, to tell tonight's run from an earlier one of the same day.
NIGHTLY_AT = time(2, 0)
# For so many days after a run it is kept which records were behind each figure; of an attempt that was replaced, for
# fewer. What a paper or an edition stands on is kept with it.
TRACE_DAYS, REPLACED_TRACE_DAYS = 400, 14
# Local time from which board secretaries are written to about figures to look into; nobody is before.
ALARM_MAIL_AT = time.fromisoformat(env("ALARM_MAIL_AT", default="07:30"))
CELERY_BEAT_SCHEDULE = {
    "nightly-figures": {
        "task": "wmp.board.tasks.nightly",
        "schedule": crontab(hour=NIGHTLY_AT.hour, minute=NIGHTLY_AT.minute),
    },
    "unfinished-runs": {"task": "wmp.board.tasks.resume_unfinished", "schedule": crontab(minute="*/5")},
    "unfinished-loads": {"task": "wmp.board.tasks.resume_loads", "schedule": crontab(minute="*/5")},
    "unbuilt-editions": {"task": "wmp.board.tasks.resume_editions", "schedule": crontab(minute="*/5")},
    "uploads": {"task": "wmp.board.tasks.sweep_uploads", "schedule": crontab(hour=3, minute=30)},
    "old-traces": {"task": "wmp.board.tasks.sweep_traces", "schedule": crontab(hour=3, minute=50)},
    "documents": {"task": "welfare.tasks.sweep_documents", "schedule": crontab(hour=3, minute=40)},
    # Before the welfare team comes in.
    "resignations": {"task": "welfare.resignations.tasks.hear_resignations", "schedule": crontab(hour=6, minute=0)},
    # What a former line manager had ends by itself; this tells the holder, and asks about the new one.
    "line-managers": {"task": "welfare.tasks.ask_about_line_managers", "schedule": crontab(hour=6, minute=15)},
    # Starters, leavers and movers of the night's files, before anybody looks at progress.
    "performance-years": {"task": "people.tasks.keep_performance_years_up", "schedule": crontab(hour=5, minute=45)},
    "performance-reminders": {
        "task": "people.tasks.remind_of_performance",
        "schedule": crontab(hour="7-10", minute=40),
    },
    # On the day that a year says; on a later one where something was under moderation still.
    "release-ratings": {"task": "people.tasks.release_ratings", "schedule": crontab(hour=7, minute=5)},
    "outbox": {"task": "wmp.lib.tasks.send_outbox", "schedule": 15.0},
    # What could not be mailed when it was asked for.
    "forms-before-joining": {"task": "welfare.joining.tasks.mail_forms", "schedule": crontab(minute="*/5")},
    # Risk assessments that will be late, and six weeks that are nearly over.
    "before-joining": {"task": "welfare.joining.tasks.look_ahead", "schedule": crontab(hour=6, minute=15)},
    "promotion-pool": {"task": "people.tasks.expire_pool_places", "schedule": crontab(hour=6, minute=20)},
    "begun-applications": {"task": "people.tasks.forget_begun_applications", "schedule": crontab(hour=6, minute=25)},
    "alerts": {"task": "wmp.lib.alerts.mail_alerts", "schedule": crontab(minute="*/5")},
    # Early on working days; the job asks which those are. Again each hour, for where the broker was away: who was
    # reminded that day is not reminded twice.
    "reminders": {"task": "welfare.tasks.remind", "schedule": crontab(hour="7-10", minute=30)},
    "passport-reminders": {"task": "welfare.tasks.remind_of_passports", "schedule": crontab(hour="7-10", minute=35)},
    # Measurements of benefits that are due, on working days; again each hour, as the others.
    "benefit-reminders": {"task": "change.tasks.remind_of_measurements", "schedule": crontab(hour="7-10", minute=50)},
    # Again each hour of the morning, as the others: who was written to that day is not written to again.
    "alarms": {
        "task": "wmp.board.tasks.tell_of_alarms",
        "schedule": crontab(
            hour=f"{ALARM_MAIL_AT.hour}-{min(ALARM_MAIL_AT.hour + 3, 23)}", minute=ALARM_MAIL_AT.minute
        ),
    },
    "ending-tokens": {"task": "wmp.board.tasks.warn_of_tokens", "schedule": crontab(hour="7-10", minute=25)},
    "sent-outbox": {"task": "wmp.lib.tasks.forget_sent", "schedule": crontab(hour=3, minute=45)},
    "old-drafts": {"task": "wmp.lib.tasks.sweep_drafts", "schedule": crontab(hour=4, minute=0)},
}

# --- people signing in -----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 8 * 60 * 60  # a shift
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "wmp.lib.draft_pages.page_too_old"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True

# --- browser-side protection -----------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # The design system's one inline script, which marks the page as able to run scripts.
        "script-src": [SELF, "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- words, time, files ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Incoming files wait here between rehearsal and load; nothing under VAR_DIR is served.
UPLOADS_DIR = VAR_DIR / "uploads"
# Documents of cases. Backed up with the database: docs/operations.md.
DOCUMENTS_DIR = VAR_DIR / "documents"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": UPLOADS_DIR}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- rules that the force sets ---------------------------------------------------------------------------------------

# Working days from a signal about a student officer to the first contact.
FIRST_CONTACT_WORKING_DAYS = env.int("FIRST_CONTACT_WORKING_DAYS", default=2)
# Of a document of a case: the most bytes; and the most documents that a case holds.
DOCUMENT_BYTES = env.int("DOCUMENT_MEGABYTES", default=10) * 1_000_000
DOCUMENTS_PER_CASE = env.int("DOCUMENTS_PER_CASE", default=100)
# Days for which the link to the dyslexia form is good; never beyond the joining date.
DYSLEXIA_LINK_DAYS = env.int("DYSLEXIA_LINK_DAYS", default=28)
# Whom somebody rings who cannot use their link: printed on the form's page and in its mail.
RA_OFFICERS_PHONE = env("RA_OFFICERS_PHONE", default="101, and ask for the reasonable adjustments officer")
# Working days before the joining date from which a risk assessment that is not done is warned of.
RISK_ASSESSMENT_WARNING_DAYS = env.int("RISK_ASSESSMENT_WARNING_DAYS", default=10)
# Days after starting: the whole cost can be granted to who applies by then; and they are told that it is nearly over.
ACCESS_TO_WORK_WHOLE_COST_DAYS = env.int("ACCESS_TO_WORK_WHOLE_COST_DAYS", default=42)
ACCESS_TO_WORK_ALERT_DAYS = env.int("ACCESS_TO_WORK_ALERT_DAYS", default=35)

# A demo force writes to nobody: its mails are files in a folder.
_mails = "filebased" if DEMO else "smtp"
EMAIL_BACKEND = env("EMAIL_BACKEND", default=f"django.core.mail.backends.{_mails}.EmailBackend")
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 10
EMAIL_HOST = env("EMAIL_HOST", default="localhost")
# How mails lead back here.
SITE_URL = env("SITE_URL", default="http://localhost:8000").rstrip("/")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="people-and-change@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"refusals": {"()": "wmp.lib.logs.RefusalsInOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
