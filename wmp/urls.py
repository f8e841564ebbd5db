"""Every address of the site. tests/access holds a rule for each."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.urls import include, path, reverse_lazy
from django.views.generic import TemplateView

from wmp.board.home import home
from wmp.demo.sign_in import DemoSignIn
from wmp.lib.forms import NewPasswordForm, SignInForm


class NewPassword(SuccessMessageMixin, PasswordChangeView):
    """One's own new password. Other sessions of the account end with the old one."""

    template_name = "form.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("home")
    success_message = "Your password is changed."
    extra_context = {"title": "Change your password", "submit": "Change password", "cancel_url": success_url}


handler500 = "wmp.lib.every_answer.broken_down"

sign_in = DemoSignIn if settings.DEMO else LoginView

urlpatterns = [
    path("", home, name="home"),
    path("sign-in/", sign_in.as_view(authentication_form=SignInForm, redirect_authenticated_user=True), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("password/", NewPassword.as_view(), name="password"),
    path(
        "accessibility/",
        login_not_required(TemplateView.as_view(template_name="pages/accessibility.html")),
        name="accessibility",
    ),
    path("privacy/", login_not_required(TemplateView.as_view(template_name="pages/privacy.html")), name="privacy"),
    path("board/alarms/", include("wmp.board.watching.pages")),
    path("board/", include("wmp.board.urls")),
    path("papers/editions/", include("wmp.board.papers.edition_pages")),
    path("papers/", include("wmp.board.papers.urls")),
    path("people/", include("people.urls")),
    path("welfare/", include("welfare.urls")),
    path("change/", include("change.urls")),
    path("loads/", include("wmp.board.load_urls")),
    path("drafts/", include("wmp.lib.draft_pages")),
    path("audit/", include("wmp.board.readings")),
    path("alerts/", include("wmp.board.alerts")),
    path("account/tokens/", include("wmp.board.api.token_pages")),
    path("api/v1/", include("wmp.board.api.reference")),
    path("admin/", admin.site.urls),
]
