using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Testing;

/// <summary>A few of the tags that models can have.</summary>
internal static class LocalTags
{
    private static readonly ImmutableArray<(string Type, string Id, string Label, string? Group)> Tags =
    [
        ("pipeline_tag", "text-generation", "Text Generation", "nlp"),
        ("pipeline_tag", "image-classification", "Image Classification", "cv"),
        ("library", "pytorch", "PyTorch", null),
        ("license", "license:mit", "mit", null),
    ];

    public static Task WriteAsync(HttpContext context)
    {
        var asked = context.Request.Query["type"].FirstOrDefault();
        return LocalAnswer.JsonAsync(context, json =>
        {
            json.WriteStartObject();
            foreach (var type in Tags.GroupBy(tag => tag.Type).Where(type => asked is null || type.Key == asked))
            {
                json.WriteStartArray(type.Key);
                foreach (var tag in type)
                {
                    json.WriteStartObject();
                    json.WriteString("id", tag.Id);
                    json.WriteString("label", tag.Label);
                    json.WriteString("type", tag.Type);
                    if (tag.Group is not null)
                        json.WriteString("subType", tag.Group);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        });
    }
}
