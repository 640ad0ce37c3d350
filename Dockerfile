# The image for real deployments: `ehcp serve`, `ehcp work`, `ehcp migrate` against a PostgreSQL
# named by EHCP_DATABASE_URL. The embedded server is for development and stays out.

FROM python:3.11-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src

# The tools stay in this stage; /app takes only what runs.
COPY requirements/setup.lock requirements/run.lock requirements/
RUN python -m venv /app \
    && pip install --require-hashes -r requirements/setup.lock \
    && pip --python /app/bin/python install --require-hashes -r requirements/run.lock

COPY pyproject.toml README.md LICENSE ./
COPY ehcp ehcp
RUN pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
    && pip --python /app/bin/python install --no-deps dist/*.whl \
    && /app/bin/python -m compileall -q /app/lib \
    && pip --python /app/bin/python uninstall --yes pip setuptools


FROM python:3.11-slim

RUN groupadd --gid 10001 ehcp \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin ehcp \
    && install --directory --owner 10001 --group 10001 --mode 0700 /var/lib/ehcp/files

COPY --from=build /app /app
ENV PATH=/app/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    EHCP_HOST=0.0.0.0 \
    EHCP_PORT=8000

USER 10001:10001
WORKDIR /app
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['EHCP_PORT'] + '/healthz', timeout=2)"]
CMD ["ehcp", "serve"]
