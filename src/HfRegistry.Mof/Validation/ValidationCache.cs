using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using HfRegistry.Files;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Validation;

/// <summary>
/// The findings of a build for the next one: only what changed is validated again. A document is known by its content, so
/// that a copy, a checkout or a restored cache changes nothing; everything else that the findings depend on is in the key.
/// </summary>
internal sealed partial class ValidationCache
{
    private const int MaxBytes = 64_000_000;

    private readonly string _key;
    private readonly ImmutableDictionary<string, CachedDocument> _known;
    private readonly ConcurrentDictionary<string, CachedDocument> _seen = new(StringComparer.Ordinal);
    private int _validated;

    private ValidationCache(string key, ImmutableDictionary<string, CachedDocument> known)
    {
        _key = key;
        _known = known;
    }

    /// <summary>Gets the number of documents that were validated and not remembered.</summary>
    public int Validated => _validated;

    /// <summary>Reads the cache of the last build; a cache of other rules, or one that cannot be read, knows nothing.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="validator">What validates.</param>
    public static ValidationCache Load(string path, MofValidator validator)
    {
        var key = KeyOf(validator);
        return new ValidationCache(key, BoundedFile.Read(path, MaxBytes) is FileReading.Content content && Parse(content.Utf8) is { } file && file.Key == key
            ? file.Documents
            : ImmutableDictionary<string, CachedDocument>.Empty);
    }

    /// <summary>Validates a file, or remembers what was found in it.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="validator">What validates.</param>
    public MofValidation Validate(string path, MofValidator validator)
    {
        if (BoundedFile.Read(path, MofDocument.MaxBytes) is not FileReading.Content content)
            return validator.ValidateAlone(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Utf8));
        if (_known.GetValueOrDefault(path) is { } known && known.Hash == hash)
        {
            _seen[path] = known;
            return known.Restore(path);
        }

        Interlocked.Increment(ref _validated);
        var validated = validator.ValidateAlone(MofDocumentReader.Parse(content.Utf8, path), path);
        _seen[path] = CachedDocument.Of(validated, hash);
        return validated;
    }

    /// <summary>Writes what this build knows.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Null when done, else why not.</returns>
    public Diagnostic? Save(string path, TimeProvider time)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new CacheFile(_key, _seen.ToImmutableDictionary(StringComparer.Ordinal)), CacheJson.Default.CacheFile);
        return AtomicFile.Replace(path, json, DiagnosticCatalog.MofNotWritten, time);
    }

    private static CacheFile? Parse(byte[] utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, CacheJson.Default.CacheFile);
        }
        catch (Exception fault) when (ForeignInput.IsFault(fault))
        {
            // A file of another version, or one that somebody cut short: then everything is validated once.
            return null;
        }
    }

    private static string KeyOf(MofValidator validator)
    {
        var rules = string.Join(';', validator.Severities.Configured.Select(static rule => $"{rule.Key}={rule.Value}"));
        var versions = $"{typeof(ValidationCache).Module.ModuleVersionId:N} {typeof(Diagnostic).Module.ModuleVersionId:N}";
        var text = string.Create(CultureInfo.InvariantCulture, $"{versions} {Days.Of(validator.Today)} {rules} ");
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(text), .. validator.Schema.Utf8]));
    }

    internal sealed record CacheFile(string Key, ImmutableDictionary<string, CachedDocument> Documents);

    internal sealed record CachedFinding(string Code, Severity Severity, string Message, int Line, int Column);

    internal sealed record CachedDocument(string Hash, string? Name, int NameLine, int NameColumn, ImmutableArray<CachedFinding> Findings)
    {
        public static CachedDocument Of(MofValidation validated, string hash) => new(
            hash, validated.Name?.Text, validated.Name?.Place.Line ?? 0, validated.Name?.Place.Column ?? 0,
            [.. validated.Diagnostics.Select(static found => new CachedFinding(found.Code, found.Severity, found.Message, found.Location?.Line ?? 0, found.Location?.Column ?? 0))]);

        public MofValidation Restore(string path) => new(
            path, Name is null ? null : new MofValue(Name, new TextPlace(NameLine, NameColumn, 0, 0)),
            [.. Findings.Select(found => new MofFinding(new Diagnostic(found.Code, found.Severity, found.Message, new SourceLocation(path, found.Line, found.Column))))]);
    }

    [JsonSerializable(typeof(CacheFile))]
    internal sealed partial class CacheJson : JsonSerializerContext;
}
