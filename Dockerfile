# Build: restore from the lock files first, so that a change of code does not restore again.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols*.txt .editorconfig ./
COPY src/CallQA/CallQA.csproj src/CallQA/packages.lock.json src/CallQA/
COPY src/CallQA.Engines/CallQA.Engines.csproj src/CallQA.Engines/packages.lock.json src/CallQA.Engines/
COPY src/CallQA.App/CallQA.App.csproj src/CallQA.App/packages.lock.json src/CallQA.App/
RUN dotnet restore src/CallQA.App/CallQA.App.csproj --locked-mode
COPY models/ models/
COPY samples/ samples/
COPY src/ src/
RUN dotnet publish src/CallQA.App/CallQA.App.csproj --no-restore -c Release -o /app

# Run: FFmpeg decodes everything that is not WAV, curl belongs to the health check.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update \
    && apt-get install -y --no-install-recommends ffmpeg curl \
    && rm -rf /var/lib/apt/lists/* \
    && mkdir -p /data /intake \
    && chown -R "$APP_UID" /data /intake
WORKDIR /app
COPY --from=build /app ./
USER $APP_UID
VOLUME ["/data", "/intake"]
ENV CALLQA__DataDirectory=/data \
    CALLQA__IntakeFolder=/intake \
    CALLQA__Downloads__Folder=/data/models \
    CALLQA__Urls=http://0.0.0.0:5080
EXPOSE 5080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD curl --fail --silent http://127.0.0.1:5080/health/live || exit 1
ENTRYPOINT ["./callqa"]
CMD ["serve"]
