using System.CommandLine;
using HfRegistry.Cli.Commands.Find;
using HfRegistry.Cli.Output;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Tasks;

/// <summary><c>tasks</c>: the tasks, or those of one type with the class for each.</summary>
internal static class TasksCommand
{
    private const int TypesShown = 6;

    public static Command Create(CommandIO io)
    {
        var type = new RequestOptions().Type;
        type.Description = "List the tasks of this type with the transformers class for each.";
        var command = new Command("tasks", "List the tasks and the types that can do them.") { type };
        return command.WithWorkspace(io, (parsed, workspace, answer, _) =>
        {
            return Task.FromResult(parsed.GetValue(type) is { } name ? OfType(name, workspace, answer) : All(workspace, answer));
        });
    }

    private static int All(Workspace workspace, CommandOutput answer)
    {
        var rows = workspace.Context.Tasks.Select(task => new TaskRow(task)
        {
            ModelTypes = [.. workspace.Context.TypesFor(task).Select(static type => type.Name)],
        });
        answer.Write(new TasksDocument(null, [.. rows]), static () => TasksJson.Default.TasksDocument, WriteAll);
        return ExitCode.Done;
    }

    private static int OfType(string name, Workspace workspace, CommandOutput answer)
    {
        // The request reader knows types, their spellings and what may have been meant.
        var read = RequestReader.Read(new RawRequest { Include = name }, workspace.Known, workspace.Context);
        if (read.Value is null)
            return answer.WriteErrors(read.Diagnostics);
        if (read.Value.Type is not { } type)
            return answer.WriteErrors([DiagnosticCatalog.ModelInPlaceOfType.Create(name)]);
        var rows = workspace.Context.TasksOf(type).Select(task => new TaskRow(task) { ClassName = workspace.Context.ClassFor(type, task) });
        answer.Write(new TasksDocument(type.Name, [.. rows]), static () => TasksJson.Default.TasksDocument, WriteOfType);
        return ExitCode.Done;
    }

    private static void WriteAll(TasksDocument tasks, CommandIO io)
    {
        var table = new TextTable(new Column("task"), new Column("types", IsNumber: true), new Column("best known"));
        foreach (var row in tasks.Tasks)
        {
            var types = row.ModelTypes ?? [];
            var more = types.Count > TypesShown ? ", …" : "";
            table.Add(row.Task, FindText.Count(types.Count), string.Join(", ", types.Take(TypesShown)) + more);
        }

        table.Write(io);
    }

    private static void WriteOfType(TasksDocument tasks, CommandIO io)
    {
        var table = new TextTable(new Column("task"), new Column("class"));
        foreach (var row in tasks.Tasks)
            table.Add(row.Task, row.ClassName);
        table.Write(io);
    }
}
