"""Sign-in pages: the library's views, and only those that staff need."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path
from django.views.generic import RedirectView

from amity.web.base.registry import Rule, declare

urlpatterns = [
    path("sign-in", account.login, name="account_login"),
    path("sign-out", account.logout, name="account_logout"),
    path("closed", account.signup, name="account_signup"),
    path("inactive", account.account_inactive, name="account_inactive"),
    path("again", account.reauthenticate, name="account_reauthenticate"),
    path("password", account.password_change, name="account_change_password"),
    path("password/none", RedirectView.as_view(url="/"), name="account_set_password"),  # none is set here
    path("code", mfa.authenticate, name="mfa_authenticate"),
    path("code/again", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-step", mfa.index, name="mfa_index"),
    path("second-step/set-up", totp.activate_totp, name="mfa_activate_totp"),
    path("second-step/remove", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery-codes/file", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
for _pattern in urlpatterns:
    declare(str(_pattern.name), Rule("signing_in", changes=True))
