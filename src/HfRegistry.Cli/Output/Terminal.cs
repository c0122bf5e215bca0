using Spectre.Console;

namespace HfRegistry.Cli.Output;

/// <summary>Spectre.Console on one of our streams.</summary>
internal static class Terminal
{
    /// <summary>Returns a console that writes to a terminal; without colors where they are unwelcome.</summary>
    public static IAnsiConsole On(CommandIO io, TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.Yes,
            ColorSystem = io.IsColorless ? ColorSystemSupport.NoColors : ColorSystemSupport.Standard,
            Interactive = InteractionSupport.Yes,
        });
        console.Profile.Width = io.Width;
        return console;
    }
}
