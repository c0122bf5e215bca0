using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Mof.Compare;

/// <summary>The text output of <c>mof compare</c>: the differences first, then what agrees.</summary>
internal static class MofCompareText
{
    public static void Write(MofCompareDocument document, CommandIO io)
    {
        io.Out.WriteLine($"{document.File} against {document.Id}{(document.Revision is { } revision ? $" at {revision[..12]}" : "")}");
        foreach (var formerId in document.RenamedFrom)
            io.Out.WriteLine($"{formerId} is renamed: the Hub answers for it with {document.Id}.");
        if (document.CardUnread is { } why)
            io.Out.WriteLine($"The card could not be read: {why}. Only files and metadata speak.");
        foreach (var field in document.Fields)
            io.Out.WriteLine($"  {field.Field}: the document says {field.Document ?? "nothing"}, the Hub {field.Hub} ({field.Evidence})");
        var table = new TextTable(new Column("component"), new Column("standing"), new Column("document"), new Column("Hub"), new Column("evidence"));
        foreach (var row in document.Components.OrderByDescending(static row => row.Difference))
            table.Add(row.Name, row.Standing.Replace('_', ' '), row.DocumentLicense, row.HubLicense, row.Evidence.Count == 0 ? null : row.Evidence[0]);
        if (document.Components.Count > 0)
            table.Write(io);
        var differences = document.Fields.Count + document.Components.Count(static row => row.Difference);
        io.Out.WriteLine($"{(differences == 1 ? "1 difference" : $"{differences} differences")}; {document.Requests} requests.");
    }
}
