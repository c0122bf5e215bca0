using System.Diagnostics.CodeAnalysis;
using HfRegistry.Files;

namespace HfRegistry.Models;

/// <summary>Reads and writes a model id in JSON.</summary>
internal sealed class ModelIdConverter() : TextConverter<ModelId>("a model id")
{
    protected override bool TryParse(string text, [NotNullWhen(true)] out ModelId? value) => ModelId.TryParse(text, out value);
}

/// <summary>Reads and writes a commit id in JSON.</summary>
internal sealed class RevisionConverter() : TextConverter<Revision>("a commit id of 40 hexadecimal digits")
{
    protected override bool TryParse(string text, [NotNullWhen(true)] out Revision? value) => Revision.TryParse(text, out value);
}

/// <summary>Reads and writes a model type in JSON.</summary>
internal sealed class ModelTypeConverter() : TextConverter<ModelType>("a model type")
{
    protected override bool TryParse(string text, [NotNullWhen(true)] out ModelType? value) => ModelType.TryParse(text, out value);

    protected override string Format(ModelType value) => value.Name;
}
