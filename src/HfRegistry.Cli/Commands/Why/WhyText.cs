using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Why;

/// <summary>The text output of <c>why</c>.</summary>
internal static class WhyText
{
    public static void Write(WhyDocument why, CommandIO io)
    {
        var of = why.Evaluated == 1 ? "1 project" : $"{why.Evaluated} projects";
        io.Out.WriteLine(why.Projects.Count == 0 ? $"No item of {of} leads to {why.Model}." : $"{why.Model} is used by {why.Projects.Count} of {of}.");
        foreach (var project in why.Projects)
        {
            io.Out.WriteLine(ProjectPath.Shown(project.Path, io));
            foreach (var item in project.Items)
            {
                io.Out.WriteLine($"  {item.Request.Words}");
                io.Out.WriteLine($"    at {ProjectPath.Shown(item.File, io)}({item.Line},{item.Column}){string.Concat(item.Frameworks.Concat(item.Configurations ?? []).Select(static name => $"  {name}"))}");
                io.Out.WriteLine(item.ModelId is null ? "    is not resolved" : $"    is {item.ModelId}");
                foreach (var reason in item.Reasons.Prepend(item.Tier is null ? null : item.Tier == "lock" ? $"from {ProjectPath.Shown(project.LockFile!, io)}" : $"from the tier {item.Tier}").OfType<string>())
                    io.Out.WriteLine($"      {reason}");
            }
        }
    }
}
