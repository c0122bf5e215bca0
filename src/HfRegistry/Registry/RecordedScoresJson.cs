using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Files;

namespace HfRegistry.Registry;

/// <summary>Reads and writes the <c>scores</c> of a record.</summary>
internal static class RecordedScoresJson
{
    private const int MaxNameLength = 64;

    // Finer than the tolerance that scores are compared with, and short enough to be read in a difference.
    private const int DigitsKept = 10;

    /// <summary>Every member that this version knows.</summary>
    internal static readonly ImmutableArray<string> Members = ["as_of", "coverage", "devices", "metrics", "net", "revision", "unknown"];

    /// <summary>Reads scores; every mistake is a finding.</summary>
    /// <param name="value">The value of <c>scores</c>.</param>
    /// <param name="findings">Hears the mistakes.</param>
    /// <param name="keep">Keeps a member that nobody knows as it stands.</param>
    public static RecordedScores Read(JsonValue value, JsonFindings findings, Func<JsonValue, JsonElement> keep)
    {
        var scores = new RecordedScores { AsOf = DateOnly.MinValue };
        var metrics = scores.Metrics.ToBuilder();
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        var extra = scores.Extra.ToBuilder();
        DateOnly? day = null;
        foreach (var (name, _, member) in findings.Members(value))
        {
            switch (name)
            {
                case "as_of":
                    day = findings.Day(member);
                    break;
                case "net" or "revision" when member.Kind == JsonValueKind.Null:
                    break;
                case "net":
                    scores = scores with { Net = Share(member, findings) };
                    break;
                case "coverage":
                    scores = scores with { Coverage = Share(member, findings) ?? 0 };
                    break;
                case "revision":
                    scores = scores with { Revision = findings.Parsed<Revision>(member, Revision.TryParse, "a commit id of 40 hexadecimal digits") };
                    break;
                case "devices":
                    scores = scores with { Devices = scores.Devices.AddRange(Named(member, findings).Select(device => KeyValuePair.Create(device.Name, Share(device.Value, findings) ?? 0))) };
                    break;
                case "metrics":
                    foreach (var metric in Named(member, findings))
                        metrics[metric.Name] = new RecordedScore(metric.Value.Kind == JsonValueKind.Null ? null : Share(metric.Value, findings));
                    break;
                case "unknown":
                    foreach (var metric in Named(member, findings))
                        reasons[metric.Name] = findings.Line(metric.Value) ?? "";
                    break;
                default:
                    extra[name] = keep(member);
                    break;
            }
        }

        if (day is null && value.Members.TrueForAll(static member => member.Name != "as_of"))
            findings.About(value, "lacks \"as_of\", the day of the facts that were scored");
        foreach (var (name, reason) in reasons.Where(pair => metrics.GetValueOrDefault(pair.Key)?.Value is null))
            metrics[name] = new RecordedScore(null, reason);
        return scores with { AsOf = day ?? scores.AsOf, Metrics = metrics.ToImmutable(), Extra = extra.ToImmutable() };
    }

    /// <summary>Adds scores to a record's members; none add nothing.</summary>
    public static JsonMembers AddScores(this JsonMembers record, RecordedScores? scores) =>
        scores is null ? record : record.Add("scores", MembersOf(scores).WriteTo);

    /// <summary>Returns a value as files keep it: rounded to ten digits, far below the tolerance of comparisons.</summary>
    public static double Kept(double value) => Math.Round(value, DigitsKept, MidpointRounding.ToEven);

    private static JsonMembers MembersOf(RecordedScores scores)
    {
        var (devices, metrics, unknown) = (new JsonMembers(), new JsonMembers(), new JsonMembers());
        foreach (var (name, value) in scores.Devices)
            devices.Add(name, Number(value));
        foreach (var (name, score) in scores.Metrics)
        {
            metrics.Add(name, score.Value is { } value ? Number(value) : static writer => writer.WriteNullValue());
            if (score.Value is null)
                unknown.Add(name, score.Reason);
        }

        var members = new JsonMembers()
            .Add("as_of", scores.AsOf)
            .Add("coverage", Number(scores.Coverage))
            .Add("metrics", metrics.WriteTo)
            .Add("revision", scores.Revision?.ToString());
        if (scores.Net is { } net)
            members.Add("net", Number(net));
        if (!devices.IsEmpty)
            members.Add("devices", devices.WriteTo);
        if (!unknown.IsEmpty)
            members.Add("unknown", unknown.WriteTo);
        return members.AddUnknown(scores.Extra);
    }

    private static Action<Utf8JsonWriter> Number(double value) => writer => writer.WriteNumberValue(Kept(value));

    private static double? Share(JsonValue value, JsonFindings findings) => findings.Number(value, 0, 1, "a number from 0 to 1");

    private static IEnumerable<JsonMember> Named(JsonValue value, JsonFindings findings)
    {
        foreach (var member in findings.Members(value))
        {
            if (member.Name.Length is > 0 and <= MaxNameLength && member.Name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
                yield return member;
            else
                findings.Add(JsonFaultKind.Shape, member.NameOffset, $"\"{TextSanitizer.Sanitize(member.Name)}\" is not a name of a metric or a device: use at most {MaxNameLength} small letters, digits and underscores");
        }
    }
}
