using HfRegistry.RecordedHub;
using HfRegistry.Registry;
using HfRegistry.Testing;

var since = new DateOnly(2025, 1, 1);
switch (args)
{
    case ["former-ids", var facts]:
        await SourcesReport.WriteFormerIdsAsync(facts, since, Console.Out);
        return 0;
    case ["older-ids", var facts]:
        await SourcesReport.WriteOlderIdsAsync(facts, since, Console.Out);
        return 0;
    case ["untyped-ids", var facts]:
        await SourcesReport.WriteUntypedIdsAsync(facts, since, Console.Out);
        return 0;
    case ["gate", var facts]:
        await GateReport.WriteAsync(facts, since, Console.Out);
        return 0;
    case ["quartiles", var facts, var cards]:
        await MetricQuartiles.WriteAsync(facts, cards, Console.Out);
        return 0;
    case ["sources", var facts, var registry] when RegistryFile.Load(Path.GetFullPath(registry)).Value is { } loaded:
        await SourcesReport.WriteAsync(facts, loaded, since, Console.Out);
        return 0;
}

if (!ServeArguments.TryParse(args, out var arguments, out var problem))
{
    await Console.Error.WriteLineAsync(problem);
    return args is ["--help"] or ["-h"] or ["serve", "--help"] ? 0 : 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, interrupt) =>
{
    // The first Ctrl+C ends the server; a second one the process.
    interrupt.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};

List<LocalModel> models;
try
{
    models = [.. SiblingTypes.Complete([.. RecordedFacts.WithoutOtherSpellings(await RecordedFacts.ReadAsync(arguments.Facts, arguments.Since, stop.Token).ToListAsync(stop.Token))])];
}
catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"{arguments.Facts}: {e.Message}");
    return 2;
}

var recorded = models.Count;
models.AddRange(DocumentedCheckpoints.Beside([.. models]));
await using var hub = await LocalHub.StartAsync(models, new LocalHubOptions(), arguments.Port);
Console.WriteLine(hub.Endpoint.GetLeftPart(UriPartial.Authority));
await Console.Error.WriteLineAsync($"serving {recorded} models recorded since {arguments.Since:yyyy-MM-dd} and {models.Count - recorded} that are only documented; Ctrl+C ends it");
await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
return 0;
