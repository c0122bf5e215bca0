using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.List;

/// <summary>The text output of <c>list</c>. It is no table: an id is longer than a column of a narrow terminal.</summary>
internal static class ListText
{
    private const string Indent = "  ";

    public static void Write(ListDocument list, CommandIO io, bool isFiltered)
    {
        foreach (var project in list.Projects)
        {
            io.Out.WriteLine(ProjectPath.Shown(project.Path, io));
            foreach (var model in project.Models)
                Write(model, project, io);
        }

        var models = list.Projects.Sum(static project => project.Models.Count);
        var found = isFiltered ? models == 0 ? "no findings" : $"{CountText.Of(models, "model")} with findings" : CountText.Of(models, "model");
        io.Out.WriteLine($"{CountText.Of(list.Evaluated, "project")}, {found}.");
    }

    private static void Write(ListedModel model, ProjectRow project, CommandIO io)
    {
        var id = model.ModelId ?? "not resolved";
        var asked = model.Request.Words;
        io.Out.WriteLine(asked == id ? $"{Indent}{id}" : $"{Indent}{asked}{(Indent.Length + asked.Length + id.Length + 4 > io.Width ? $"\n{Indent}{Indent}" : " ")}-> {id}");
        if (model.ModelId is not null)
        {
            string?[] facts =
            [
                model.Revision is { } commit ? commit[..7] : "not pinned",
                model.License ?? "license unknown",
                model.SizeBytes is { } bytes ? new ByteSize(bytes).ToString() : "size unknown",
                model.Locked ? "locked" : $"not locked, {model.Tier}",
                Only(model.Frameworks, project.Frameworks),
                Only(model.Configurations, project.Configurations),
            ];
            io.Out.WriteLine($"{Indent}{Indent}{string.Join(Indent, facts.OfType<string>())}");
        }

        foreach (var finding in model.Findings ?? [])
            io.Out.WriteLine($"{Indent}{Indent}{finding.Kind}: {finding.Explanation}");
    }

    private static string? Only(IReadOnlyList<string>? names, IReadOnlyList<string>? all) => names is null || names.Count == all?.Count ? null : $"only {string.Join(", ", names)}";
}
