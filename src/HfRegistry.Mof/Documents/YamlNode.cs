using System.Collections.Immutable;
using YamlDotNet.Core;

namespace HfRegistry.Mof.Documents;

/// <summary>A value of a YAML document with its place.</summary>
internal abstract record YamlNode(TextPlace Place);

/// <summary>A text, number, date, truth value or null.</summary>
internal sealed record YamlScalar(string Text, ScalarStyle Style, TextPlace Place) : YamlNode(Place)
{
    /// <summary>Gets what a reader that follows the Model Openness Tool takes it for. Quotes make everything a text.</summary>
    public YamlScalarKind Kind => Style == ScalarStyle.Plain ? YamlText.KindOf(Text) : YamlScalarKind.Text;
}

/// <summary>A list.</summary>
internal sealed record YamlList(ImmutableArray<YamlNode> Items, TextPlace Place) : YamlNode(Place);

/// <summary>A mapping; no key stands twice.</summary>
internal sealed record YamlMapping(ImmutableArray<YamlMember> Members, TextPlace Place) : YamlNode(Place)
{
    /// <summary>Gets the value of a key, or null.</summary>
    public YamlNode? this[string key] => Members.FirstOrDefault(member => member.Key.Text == key)?.Value;
}

/// <summary>A key and its value.</summary>
internal sealed record YamlMember(YamlScalar Key, YamlNode Value);

/// <summary>The reason why a text cannot be read.</summary>
/// <param name="Kind">The diagnostic.</param>
/// <param name="Place">Where.</param>
/// <param name="Arguments">The arguments of its message.</param>
internal sealed record YamlFault(DiagnosticDescriptor Kind, TextPlace Place, ImmutableArray<object?> Arguments);
