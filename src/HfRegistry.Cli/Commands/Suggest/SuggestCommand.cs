using System.CommandLine;
using System.Globalization;
using HfRegistry.Cli.Commands.Explain;
using HfRegistry.Cli.Commands.Find;
using HfRegistry.Cli.Output;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Suggest;

/// <summary><c>suggest</c>: a ranked short list for a task, with what each model has over the first and what speaks against it.</summary>
internal static class SuggestCommand
{
    private const int DefaultMax = 5;
    private const int LargestMax = 50;

    public static Command Create(CommandIO io)
    {
        var request = new RequestOptions();
        var most = new Option<string?>("--max") { Description = $"How many models to suggest, 1 to {LargestMax} (by default {DefaultMax}).", HelpName = "N" };
        var registry = new SourceOptions().Registry;
        var command = new Command("suggest", "Suggest a few models for a task, each with its trade-offs. Never asks the Hub.");
        request.AddTo(command, withType: false);
        request.Task.Required = true;
        command.Add(most);
        command.Add(registry);
        command.Validators.Add(result =>
        {
            if (ReadMax(result.GetValue(most)) is null)
                result.AddError($"--max is a whole number from 1 to {LargestMax}.");
        });
        return command.WithWorkspace(io, parsed => parsed.GetValue(registry), async (parsed, workspace, answer, cancellationToken) =>
        {
            return await SuggestAsync(workspace, request.Read(parsed, ""), ReadMax(parsed.GetValue(most)) ?? DefaultMax, answer, cancellationToken);
        });
    }

    private static int? ReadMax(string? text) =>
        text is null ? DefaultMax
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is >= 1 and <= LargestMax ? most
        : null;

    private static async Task<int> SuggestAsync(Workspace workspace, RawRequest raw, int most, CommandOutput answer, CancellationToken cancellationToken)
    {
        // The registry alone: who asks for a task has no one model that the Hub could be asked about (as with `find --task`).
        var today = DateOnly.FromDateTime(workspace.Clock.GetUtcNow().UtcDateTime);
        var outcome = (await workspace.ResolveAsync([raw], ResolutionMode.Offline, timeout: null, cancellationToken))[0];
        if (outcome is not { Value: not null, Trace.Request: { } request })
            return answer.WriteErrors(outcome.Diagnostics, ResolutionExplainer.Nearest(outcome.Trace));
        var suggestions = Suggestions.Of(request, workspace.Registry, workspace.Context, most, today);
        if (suggestions.IsEmpty)
            suggestions = Suggestions.Of(request, EmbeddedRegistry.Registry, workspace.Context, most, today);

        var document = new SuggestDocument(workspace.RegistryName, new DemandsRow(raw), [.. suggestions.Select(SuggestionRow.Of)]);
        answer.Write(document, static () => SuggestJson.Default.SuggestDocument, WriteText);
        return ExitCode.Done;
    }

    private static void WriteText(SuggestDocument suggested, CommandIO io)
    {
        var table = new TextTable(
            new Column("", IsNumber: true), new Column("model"), new Column("type"), new Column("size", IsNumber: true), new Column("license"),
            new Column("downloads", IsNumber: true), new Column("changed"), new Column("gated"));
        foreach (var row in suggested.Suggestions)
        {
            table.Add(
                FindText.Count(row.Rank), row.ModelId, row.ModelType, row.SizeBytes is { } bytes ? new ByteSize(bytes).ToString() : null, row.License,
                FindText.Count(row.Downloads), row.LastModified, row.Gated switch { true => "yes", false => "no", null => null });
        }

        table.Write(io);
        foreach (var row in suggested.Suggestions)
        {
            io.Out.WriteLine();
            io.Out.WriteLine(row.ModelId);
            foreach (var reason in row.Reasons)
                io.Out.WriteLine($"    {reason}");
            foreach (var advantage in row.Advantages)
                io.Out.WriteLine($"  + {advantage}");
            foreach (var drawback in row.Drawbacks)
                io.Out.WriteLine($"  - {drawback}");
        }
    }
}
