using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HfRegistry.RecordedHub;

/// <summary>The arguments of <c>serve</c>.</summary>
internal sealed record ServeArguments(string Facts, int Port, DateOnly Since)
{
    private const string Help = """
        Serves recorded facts of models as the Hub would, until Ctrl+C. The first line of the output is the endpoint.

        Usage: serve --facts PATH [--port N] [--since DATE]

          --facts PATH   the facts, one JSON record a line, gzipped (hub-models.jsonl.gz)
          --port N       the port on 127.0.0.1; 0, the default, takes a free one
          --since DATE   leaves out what was recorded before; default 2025-01-01

        Also: sources FACTS REGISTRY   where the facts of a registry come from, as a table
              gate FACTS               how many recorded models the gate's presets pass and stop
              untyped-ids FACTS        the most used models without a type, as arguments of hfregistry refresh
              older-ids FACTS          the models that were used a lot before the day, as arguments of hfregistry refresh
              former-ids FACTS         the old ids of recorded models, as arguments of hfregistry refresh

        Every row has the member recordedAt: the day of its facts. No row has an _id, since none was recorded. A commit
        is served only when it was main's head in 2025 or later.
        """;

    public static bool TryParse(string[] args, [NotNullWhen(true)] out ServeArguments? arguments, [NotNullWhen(false)] out string? problem)
    {
        arguments = null;
        problem = Help;
        if (args is not ["serve", .. var options] || options.Contains("--help"))
            return false;

        string? facts = null;
        var port = 0;
        var since = new DateOnly(2025, 1, 1);
        for (var i = 0; i < options.Length; i += 2)
        {
            var value = i + 1 < options.Length ? options[i + 1] : "";
            var isUnderstood = options[i] switch
            {
                "--facts" => (facts = value).Length > 0,
                "--port" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= ushort.MaxValue,
                "--since" => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out since),
                _ => false,
            };
            if (!isUnderstood)
            {
                problem = $"'{options[i]} {value}' is not understood; --help lists the arguments.";
                return false;
            }
        }

        if (facts is null)
            return false;
        problem = null;
        arguments = new ServeArguments(facts, port, since);
        return true;
    }
}
