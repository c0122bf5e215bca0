using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HfRegistry.Testing;

/// <summary>The parts of which assumptions are made. Each looks at a reply and gives the difference in words, or null.</summary>
internal static partial class Assume
{
    /// <summary>A header has a form.</summary>
    public static Func<HubReply, string?> Header(string name, Regex form) => reply => reply[name] switch
    {
        null => $"the header {name} is missing",
        var value when !form.IsMatch(value) => $"the header {name} was assumed to look like {form} and is {TextSanitizer.Sanitize(value)}",
        _ => null,
    };

    /// <summary>A header is not there.</summary>
    public static Func<HubReply, string?> NoHeader(string name) => reply => reply[name] is { } value ? $"the header {name} was assumed to be missing and is {TextSanitizer.Sanitize(value)}" : null;

    /// <summary>Every answer tells what is left of its rate limit, and how large it is.</summary>
    public static Func<HubReply, string?> RateLimitHeaders(string bucket) => reply =>
        Header("RateLimit", RateLimit())(reply) ?? Header("RateLimit-Policy", RateLimitPolicy())(reply)
        ?? (reply["RateLimit"]!.StartsWith($"\"{bucket}\"", StringComparison.Ordinal) ? null : $"the question was assumed to be counted as \"{bucket}\" and is {reply["RateLimit"]}");

    /// <summary>The body is an object whose <c>error</c> holds a text.</summary>
    public static Func<HubReply, string?> Error(string text) => reply =>
        reply.Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("error", out var error) && error.ToString().Contains(text, StringComparison.Ordinal)
            ? null
            : $"the body's error was assumed to hold {text}";

    /// <summary>The answer is a list of so many rows.</summary>
    public static Func<HubReply, string?> RowCount(int count) => reply => reply.Rows.Count == count
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"a list of {count} rows was assumed, and it has {reply.Rows.Count}");

    /// <summary>Every row has members, and may have no other of those that are named.</summary>
    public static Func<HubReply, string?> Rows(string members, string without) => reply =>
        reply.Rows.Select(row => Members(row, members, without)).FirstOrDefault(difference => difference is not null);

    /// <summary>Every row has these members and no others.</summary>
    public static Func<HubReply, string?> RowsExactly(string members) => reply =>
        reply.Rows.Select(NamesOf).FirstOrDefault(names => !names.Order(StringComparer.Ordinal).SequenceEqual(Words(members).Order(StringComparer.Ordinal))) is { } names
            ? $"a row was assumed to have the members {members} alone and has {TextSanitizer.Sanitize(string.Join(' ', names))}"
            : null;

    /// <summary>The rows are in descending order of a number.</summary>
    public static Func<HubReply, string?> Descending(string member) => reply =>
    {
        var numbers = reply.Rows.Select(row => row.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : long.MinValue).ToList();
        return numbers.Zip(numbers.Skip(1)).All(pair => pair.First >= pair.Second) ? null : $"the rows were assumed to be in descending order of {member}";
    };

    /// <summary>The answer is an object with members.</summary>
    public static Func<HubReply, string?> Object(string members) => reply =>
        reply.Json is { ValueKind: JsonValueKind.Object } json ? Members(json, members, "") : "the body was assumed to be a JSON object";

    /// <summary>A member of the answered object has one of some values, written as JSON.</summary>
    public static Func<HubReply, string?> Member(string name, params string[] values) => reply =>
        reply.Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var value) && values.Contains(value.GetRawText())
            ? null
            : $"{name} was assumed to be {string.Join(" or ", values)}";

    /// <summary>One of the files of the answered model has a size.</summary>
    public static Func<HubReply, string?> FileSizes { get; } = static reply =>
        reply.Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("siblings", out var files) && files.ValueKind == JsonValueKind.Array
        && files.EnumerateArray().Any(static file => file.TryGetProperty("rfilename", out _) && file.TryGetProperty("size", out var size) && size.ValueKind == JsonValueKind.Number)
            ? null
            : "siblings were assumed to have rfilename and size";

    /// <summary>The link to the next page is absolute, lies on the host that was asked, and repeats what was asked.</summary>
    public static Func<HubReply, string?> NextLink { get; } = static reply =>
    {
        if (reply["Link"] is not { } link)
            return "the header Link is missing";
        if (LinkForm().Match(link) is not { Success: true } form || !Uri.TryCreate(form.Groups[1].Value, UriKind.Absolute, out var next))
            return $"the header Link was assumed to look like <address>; rel=\"next\" and is {TextSanitizer.Sanitize(link)}";
        return next.GetLeftPart(UriPartial.Path) != reply.Asked.GetLeftPart(UriPartial.Path) ? $"the next page was assumed to lie where this one lies, and lies at {TextSanitizer.Sanitize(next.ToString())}"
            : !next.Query.Contains("cursor=", StringComparison.Ordinal) || !next.Query.Contains("sort=downloads", StringComparison.Ordinal)
                ? $"the next page's address was assumed to have a cursor and what was asked, and is {TextSanitizer.Sanitize(next.ToString())}"
                : null;
    };

    private static string? Members(JsonElement row, string with, string without)
    {
        var names = NamesOf(row);
        var missing = Words(with).Where(name => !names.Contains(name)).ToList();
        var extra = Words(without).Where(names.Contains).ToList();
        return missing.Count > 0 ? $"the members {string.Join(' ', missing)} were assumed to be there and are not"
            : extra.Count > 0 ? $"the members {string.Join(' ', extra)} were assumed to be missing and are there"
            : null;
    }

    private static List<string> NamesOf(JsonElement row) =>
        row.ValueKind == JsonValueKind.Object ? [.. row.EnumerateObject().Select(static member => member.Name)] : [];

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("^\"[a-z]+\";r=[0-9]+;t=[0-9]+$")]
    private static partial Regex RateLimit();

    [GeneratedRegex("^\"fixed window\";\"[a-z]+\";q=[0-9]+;w=300$")]
    private static partial Regex RateLimitPolicy();

    [GeneratedRegex("^<(https?://[^>]+)>; rel=\"next\"$")]
    private static partial Regex LinkForm();
}
