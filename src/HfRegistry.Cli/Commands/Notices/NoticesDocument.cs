using System.Text.Json.Serialization;
using HfRegistry.Bom;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Notices;

/// <summary>A model in <c>notices</c>.</summary>
internal sealed record NoticeRow(
    string ModelId, string? Revision, string Source, string? Owner, string? OwnerUrl, string? License, string Spdx, IReadOnlyList<string> Links, IReadOnlyList<string> BaseModels, string? Remark)
{
    public static NoticeRow Of(ModelNotice notice, ModelAddresses addresses) => new(
        notice.Model.Id.ToString(), notice.Model.Revision?.ToString(), notice.Source, notice.Model.Id.Owner, notice.Model.Id.Owner is { } owner ? addresses.Owner(owner) : null,
        notice.License is null ? null : TextSanitizer.Sanitize(notice.License), notice.Spdx, notice.Links, [.. (notice.Model.BaseModels ?? []).Select(static id => id.ToString())], notice.Remark);
}

/// <summary><c>notices</c>: what a distributor of models has to carry.</summary>
internal sealed record NoticesDocument(IReadOnlyList<NoticeRow> Models, IReadOnlyList<DiagnosticRow> Diagnostics) : Document;

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NoticesDocument))]
internal sealed partial class NoticesJson : JsonSerializerContext;
