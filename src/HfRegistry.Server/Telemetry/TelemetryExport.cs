using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace HfRegistry.Server.Telemetry;

/// <summary>Exports metrics, traces and the log by OpenTelemetry, when an endpoint is named.</summary>
internal static class TelemetryExport
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ServiceVariable = "OTEL_SERVICE_NAME";

    public static void Add(IServiceCollection services, IConfiguration configuration, ServerOptions options)
    {
        services.AddSingleton<IngestMeter>();
        if (options.OtlpEndpoint is null && configuration[EndpointVariable] is not { Length: > 0 })
            return;
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(configuration[ServiceVariable] ?? "hfregistry-server", serviceVersion: ProductVersion.Text))
            .WithMetrics(static metrics => metrics.AddMeter(IngestMeter.Name, "Npgsql", "System.Runtime").AddAspNetCoreInstrumentation().AddHttpClientInstrumentation())
            .WithTracing(static traces => traces.AddSource(IngestMeter.Name).AddHttpClientInstrumentation().AddAspNetCoreInstrumentation(static requests =>
                requests.Filter = static context => !context.Request.Path.StartsWithSegments("/health")));
        _ = options.OtlpEndpoint is { } endpoint ? telemetry.UseOtlpExporter(OtlpExportProtocol.HttpProtobuf, endpoint) : telemetry.UseOtlpExporter();
    }
}
