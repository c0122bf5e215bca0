using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HfRegistry.Files;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>Writes a lock file as canonical text. What is absent is left out.</summary>
internal static class LockWriter
{
    /// <summary>The entries in the order of their requests' words.</summary>
    public static ImmutableArray<LockEntry> Sort(IEnumerable<LockEntry> entries) =>
        [.. entries.OrderBy(static entry => entry.Request.Include.Trim(), StringComparer.Ordinal)
            .ThenBy(static entry => RequestHashing.Canonical(entry.Request), StringComparer.Ordinal)];

    public static byte[] Render(ImmutableArray<LockEntry> entries) => JsonMembers.Render(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", LockFile.Version);
        writer.WriteStartArray("models");
        foreach (var entry in entries)
            Write(writer, entry);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, LockEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("request");
        WriteText(writer, LockMembers.Include, entry.Request.Include);
        foreach (var field in RequestFields.All)
            WriteText(writer, field.Member, field.Get(entry.Request));
        writer.WriteEndObject();
        WriteText(writer, "request_hash", entry.RequestHash);
        WriteText(writer, "id", entry.Id.ToString());
        WriteText(writer, "revision", entry.Revision?.ToString());
        WriteText(writer, "type", entry.Type?.Name);
        WriteText(writer, "tier", entry.Tier.ToString().ToLowerInvariant());
        WriteText(writer, "reason", entry.Reason);
        WriteText(writer, "as_of", entry.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (!entry.Configurations.IsEmpty)
        {
            writer.WriteStartArray("configurations");
            foreach (var configuration in entry.Configurations)
                writer.WriteStringValue(configuration);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
            writer.WriteString(name, text);
    }
}
