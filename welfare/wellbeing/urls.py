"""Addresses of wellbeing, below `wellbeing/`: each register's list, each record's page, form and counts."""

from welfare.wellbeing.registers import REGISTERS
from welfare.wellbeing.views import PAGES

urlpatterns = [url for register in REGISTERS for url in register.urls(REGISTERS)]
urlpatterns += [url for page in PAGES for url in page.urls()]
