using System.Globalization;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Find;

/// <summary>The text output of <c>find</c>.</summary>
internal static class FindText
{
    private const int LabelWidth = 10;

    public static void WriteChoice(FindDocument choice, CommandIO io)
    {
        var output = io.Out;
        output.WriteLine(choice.ModelId);
        (string Label, string? Value)[] facts =
        [
            ("type", choice.ModelType),
            ("task", choice.Task),
            ("class", choice.ClassName),
            ("revision", choice.Revision ?? "not pinned"),
            ("size", Size(choice) is { } size && choice.SizeBasis is { } basis ? $"{size} ({basis})" : "unknown"),
            ("license", choice.License),
            ("formats", string.Join(", ", choice.Formats)),
            ("downloads", choice.Downloads is null ? null : $"{Count(choice.Downloads)} in 30 days"),
            ("as of", choice.AsOf),
            ("from", choice.Tier),
        ];
        foreach (var (label, value) in facts.Where(static fact => !string.IsNullOrEmpty(fact.Value)))
            output.WriteLine($"  {label.PadRight(LabelWidth)}{value}");
        foreach (var (reason, i) in choice.Reasons.Select(static (reason, i) => (reason, i)))
            output.WriteLine($"  {(i == 0 ? "because" : "").PadRight(LabelWidth)}{reason}");
        foreach (var (alternative, i) in choice.Alternatives.Select(static (id, i) => (id, i)))
            output.WriteLine($"  {(i == 0 ? "or" : "").PadRight(LabelWidth)}{alternative}");
    }

    public static void WriteList(FindListDocument list, CommandIO io)
    {
        var table = new TextTable(
            new Column("type"), new Column("model"), new Column("size", IsNumber: true), new Column("license"),
            new Column("downloads", IsNumber: true), new Column("as of"));
        foreach (var model in list.Models)
            table.Add(model.ModelType, model.ModelId, Size(model), model.License, Count(model.Downloads), model.AsOf);
        table.Write(io);
    }

    /// <summary>Returns a count as people say it: <c>870</c>, <c>12k</c>, <c>3.4M</c>.</summary>
    public static string? Count(long? count) => count switch
    {
        null => null,
        >= 10_000_000 => Scaled(count.Value, 1e6, "0", "M"),
        >= 1_000_000 => Scaled(count.Value, 1e6, "0.#", "M"),
        >= 10_000 => Scaled(count.Value, 1e3, "0", "k"),
        >= 1_000 => Scaled(count.Value, 1e3, "0.#", "k"),
        _ => count.Value.ToString(CultureInfo.InvariantCulture),
    };

    private static string Scaled(long count, double unit, string format, string suffix) =>
        (count / unit).ToString(format, CultureInfo.InvariantCulture) + suffix;

    private static string? Size(FoundModel model) => model.SizeBytes is { } bytes ? new ByteSize(bytes).ToString() : null;
}
