# The same steps as the Makefile's: install from the lock, install the desk, assemble and check the models.
FROM python:3.11-slim-bookworm AS build
WORKDIR /desk
RUN python -m venv /desk/.venv
ENV PATH=/desk/.venv/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements.lock ./
RUN python -m pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY voicebot voicebot
RUN python -m pip install --quiet --no-deps --no-build-isolation -e .
COPY models models
ENV VOICEBOT_CACHE_DIR=/desk/cache
RUN voicebot models verify

FROM python:3.11-slim-bookworm
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql-client \
  && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 10001 desk && install -d -o desk -g desk /desk/var
WORKDIR /desk
COPY --from=build --chown=desk:desk /desk /desk
COPY --chown=desk:desk faq faq
USER desk
ENV PATH=/desk/.venv/bin:$PATH VOICEBOT_CACHE_DIR=/desk/cache VOICEBOT_DATA_DIR=/desk/var VOICEBOT_HOST=0.0.0.0
VOLUME /desk/var
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=3s --start-period=90s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["voicebot", "serve"]
