using System.Text.Json;
using System.Text.Json.Serialization;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.Cli.Commands;

/// <summary>The words of a request in a document: a member for each of <see cref="RequestFields.All"/>.</summary>
/// <param name="Request">The request.</param>
[JsonConverter(typeof(DemandsRowConverter))]
internal sealed record DemandsRow(RawRequest Request)
{
    /// <summary>Gets the type or id that was asked for, printable.</summary>
    public string Include => TextSanitizer.Sanitize(Request.Include);

    /// <summary>Gets the request in words, for people.</summary>
    public string Words => RequestText.Of(Request);
}

/// <summary>Writes the words of a request.</summary>
internal sealed class DemandsRowConverter : JsonConverter<DemandsRow>
{
    public override DemandsRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Documents are written only.");

    public override void Write(Utf8JsonWriter writer, DemandsRow value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(RequestFields.IncludeMember, value.Include);
        foreach (var field in RequestFields.All)
        {
            var words = field.Get(value.Request);
            if (string.IsNullOrWhiteSpace(words) && field.IsLeftOutWhenAbsent)
                continue;
            if (field.Form == RequestFieldForm.Flag)
                writer.WriteBoolean(field.Member, HfEnvironment.IsTruthy(words));
            else
                writer.WriteString(field.Member, words is null ? null : TextSanitizer.Sanitize(words));
        }

        writer.WriteEndObject();
    }
}
