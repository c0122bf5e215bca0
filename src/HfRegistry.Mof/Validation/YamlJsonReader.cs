using System.Globalization;
using HfRegistry.Mof.Documents;
using Newtonsoft.Json;

namespace HfRegistry.Mof.Validation;

/// <summary>
/// Shows a YAML tree to the schema library as JSON whose lines and columns are those of the YAML. Plain numbers, days and truth values are
/// what the Model Openness Tool reads, not the texts that were meant.
/// </summary>
internal sealed class YamlJsonReader(YamlNode root) : JsonReader, IJsonLineInfo
{
    private readonly IEnumerator<(JsonToken Token, object? Value, TextPlace Place)> _tokens = Tokens(root, default).GetEnumerator();

    public int LineNumber => _tokens.Current.Place.Line;

    public int LinePosition => _tokens.Current.Place.Column;

    public bool HasLineInfo() => true;

    public override bool Read()
    {
        if (!_tokens.MoveNext())
        {
            SetToken(JsonToken.None);
            return false;
        }

        SetToken(_tokens.Current.Token, _tokens.Current.Value);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _tokens.Dispose();
        base.Dispose(disposing);
    }

    private static IEnumerable<(JsonToken Token, object? Value, TextPlace Place)> Tokens(YamlNode node, TextPlace key)
    {
        // What is empty stands where its key stands: there is nothing else to point to.
        var place = node.Place.Length == 0 && key.Line > 0 ? key : node.Place;
        switch (node)
        {
            case YamlMapping mapping:
                yield return (JsonToken.StartObject, null, place);
                foreach (var member in mapping.Members)
                {
                    yield return (JsonToken.PropertyName, member.Key.Text, member.Key.Place);
                    foreach (var token in Tokens(member.Value, member.Key.Place))
                        yield return token;
                }

                yield return (JsonToken.EndObject, null, place);
                break;
            case YamlList list:
                yield return (JsonToken.StartArray, null, place);
                foreach (var token in list.Items.SelectMany(static item => Tokens(item, default)))
                    yield return token;
                yield return (JsonToken.EndArray, null, place);
                break;
            case YamlScalar scalar:
                var (kind, value) = ValueOf(scalar);
                yield return (kind, value, place);
                break;
        }
    }

    private static (JsonToken, object?) ValueOf(YamlScalar scalar) => scalar.Kind switch
    {
        YamlScalarKind.Null => (JsonToken.Null, null),
        YamlScalarKind.Truth => (JsonToken.Boolean, string.Equals(scalar.Text, "true", StringComparison.OrdinalIgnoreCase)),
        YamlScalarKind.Whole => (JsonToken.Integer, long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : 0L),
        YamlScalarKind.Number => (JsonToken.Float, double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0.0),
        YamlScalarKind.Date => (JsonToken.Integer, SecondsOf(scalar.Text)),
        _ => (JsonToken.String, scalar.Text),
    };

    private static long SecondsOf(string date) =>
        DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUnixTimeSeconds() : 0L;
}
