"""A peer of the benches: the same endpoints in Django REST framework with Simple JWT, in one file, for gunicorn.

Applications and middleware are those of `django-admin startproject`. Environment: BENCH_DATABASE (SQLite file),
BENCH_SECRET (key of the HS256 tokens). Run as a program it makes Django's own tables and an account, and prints a token.
"""

import datetime
import json
import os
import uuid

import django
from django.conf import settings

settings.configure(
    SECRET_KEY=os.environ["BENCH_SECRET"],
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    INSTALLED_APPS=[
        "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages", "rest_framework",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["BENCH_DATABASE"], "CONN_MAX_AGE": None,
                    "OPTIONS": {"timeout": 60}}
    },
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework_simplejwt.authentication.JWTAuthentication"],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    },
    SIMPLE_JWT={"SIGNING_KEY": os.environ["BENCH_SECRET"], "ACCESS_TOKEN_LIFETIME": datetime.timedelta(days=1)},
)
django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import models, transaction
from django.db.backends.signals import connection_created
from django.urls import include, path
from django.utils import timezone
from rest_framework import decorators, filters, pagination, permissions, response, routers, serializers, viewsets

@connection_created.connect
def _configure(connection, **_):
    # As the others do: a write-ahead log that is flushed at every commit.
    connection.cursor().execute("PRAGMA journal_mode = WAL")
    connection.cursor().execute("PRAGMA synchronous = FULL")


class Pages(pagination.PageNumberPagination):
    page_size = 20
    page_size_query_param = "page_size"


class Item(models.Model):
    uuid = models.CharField(max_length=36, default=uuid.uuid4)
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    sku = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=400, null=True)
    category = models.CharField(max_length=40)
    price = models.BigIntegerField()
    quantity = models.IntegerField()
    active = models.BooleanField(default=True)

    class Meta:
        app_label = "bench"
        db_table = "bench_item"
        ordering = ["name", "id"]


class Audit(models.Model):
    at = models.DateTimeField(default=timezone.now)
    actor = models.CharField(max_length=40)
    action = models.CharField(max_length=40)
    record = models.BigIntegerField()
    after = models.TextField()

    class Meta:
        app_label = "bench"
        db_table = "bench_audit"


class Money(serializers.Field):
    def to_representation(self, value):
        return f"{value // 100}.{value % 100:02}"

    def to_internal_value(self, data):
        whole, _, part = data.partition(".")
        return int(whole) * 100 + int(part or 0)


class ItemSerializer(serializers.ModelSerializer):
    price = Money()

    class Meta:
        model = Item
        fields = ["id", "uuid", "version", "created_at", "updated_at", "sku", "name", "description", "category", "price", "quantity",
                  "active"]
        read_only_fields = ["uuid", "version", "created_at", "updated_at"]


class Items(viewsets.ModelViewSet):
    permission_classes = [permissions.IsAuthenticated]
    pagination_class = Pages
    queryset = Item.objects.all()
    serializer_class = ItemSerializer
    filter_backends = [filters.SearchFilter]
    search_fields = ["name", "description"]

    @transaction.atomic
    def perform_create(self, serializer):
        item = serializer.save()
        Audit.objects.create(actor=self.request.user.username, action="created", record=item.id, after=json.dumps(serializer.data))


@decorators.api_view(["GET"])
@decorators.permission_classes([permissions.AllowAny])
def hello(request):
    return response.Response({"hello": "world"})


_router = routers.DefaultRouter()
_router.trailing_slash = "/?"
_router.register("items", Items)
urlpatterns = [path("hello", hello), path("", include(_router.urls))]

application = get_wsgi_application()

if __name__ == "__main__":
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from rest_framework_simplejwt.tokens import AccessToken

    call_command("migrate", verbosity=0)
    print(AccessToken.for_user(User.objects.create_user("bench")))
