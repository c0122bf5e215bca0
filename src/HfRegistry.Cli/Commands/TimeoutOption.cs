using System.CommandLine;
using System.Globalization;

namespace HfRegistry.Cli.Commands;

/// <summary><c>--timeout</c>: the most time that the network may take for a whole command.</summary>
internal static class TimeoutOption
{
    private const string Name = "--timeout";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Gives a command the option.</summary>
    public static Command WithTimeout(this Command command)
    {
        var option = new Option<string?>(Name) { Description = "The most time that the network may take for the whole command (90s, 5m, 1h); what was learned until then is kept.", HelpName = "TIME" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !TryParse(text, out _))
                result.AddError($"{Name} is '{TextSanitizer.Sanitize(text)}': write a time such as 90s, 5m or 1h, at most a day.");
        });
        command.Add(option);
        return command;
    }

    /// <summary>The time, or null when none was given.</summary>
    public static TimeSpan? Of(ParseResult parsed) => TryParse(parsed.GetValue<string?>(Name), out var time) ? time : null;

    private static bool TryParse(string? text, out TimeSpan time)
    {
        time = default;
        if (text?.Trim() is not { Length: > 1 } word || !int.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
            return false;
        TimeSpan? unit = word[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            _ => null,
        };
        if (unit is not { } length || count > Longest / length)
            return false;
        time = count * length;
        return true;
    }
}
