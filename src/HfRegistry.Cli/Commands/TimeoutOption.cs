using System.CommandLine;

namespace HfRegistry.Cli.Commands;

/// <summary><c>--timeout</c>: the most time that the network may take for a whole command.</summary>
internal static class TimeoutOption
{
    private const string Name = "--timeout";

    /// <summary>Gives a command the option.</summary>
    public static Command WithTimeout(this Command command)
    {
        var option = new Option<string?>(Name) { Description = "The most time that the network may take for the whole command (90s, 5m, 1h); what was learned until then is kept.", HelpName = "TIME" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !DurationText.TryParse(text, out _))
                result.AddError($"{Name} is '{TextSanitizer.Sanitize(text)}': write {DurationText.Form}.");
        });
        command.Add(option);
        return command;
    }

    /// <summary>Returns the time, or null when none was given.</summary>
    public static TimeSpan? Of(ParseResult parsed) => DurationText.TryParse(parsed.GetValue<string?>(Name), out var time) ? time : null;
}
