# The image of the action. It lies in the root because a runner builds with the Dockerfile's own folder as the context.
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0
ARG BASE=mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled

FROM ${SDK} AS build
WORKDIR /source
COPY . .
# What makes it small and quick to start stands in the project.
RUN dotnet publish src/HfRegistry.Cli -c Release -p:HfImage=true -o /out

FROM ${BASE}
# Root, because the files that the runner hands in belong to root.
USER 0
COPY --from=build /out/hfregistry /hfregistry
# The folder may be read-only, and nobody debugs in here.
ENV DOTNET_EnableDiagnostics=0
# Straight to the command: a shell in between drops the variables of inputs with a dash.
ENTRYPOINT ["/hfregistry"]
