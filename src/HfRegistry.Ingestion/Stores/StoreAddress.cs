using System.Diagnostics.CodeAnalysis;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace HfRegistry.Ingestion.Stores;

/// <summary>Opens the store that an address names: a folder, or <c>s3://BUCKET[/PREFIX]</c>.</summary>
/// <remarks>
/// Credentials, region and endpoint of S3 are those of the AWS SDK: environment variables (<c>AWS_ACCESS_KEY_ID</c>,
/// <c>AWS_SECRET_ACCESS_KEY</c>, <c>AWS_REGION</c>, <c>AWS_ENDPOINT_URL_S3</c>), a profile, or the role of the machine.
/// </remarks>
internal static class StoreAddress
{
    private const string Scheme = "s3://";
    private const int BufferBytes = 128 * 1024;

    /// <summary>Returns the file of the catalog that a store has unless another one is named; null for a store that is no folder. The dot keeps it out of the store's listing.</summary>
    /// <param name="address">The address of the store.</param>
    public static string? CatalogOf(string address) => address.Contains("://", StringComparison.Ordinal) ? null : Path.Combine(address, ".catalog.db");

    /// <summary>Opens a store. It is not reached before its first use.</summary>
    /// <param name="address">The address.</param>
    /// <param name="folder">The absolute path of the folder from which relative paths count.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes of it.")]
    public static Outcome<IPackageStore> Open(string address, string folder)
    {
        if (address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return OpenS3(address);
        if (address.Length == 0 || address.Contains("://", StringComparison.Ordinal))
            return Invalid(address, "only folders and s3:// are known");
        return new Outcome<IPackageStore>(new FolderStore(Path.TrimEndingDirectorySeparator(Path.GetFullPath(address, folder))));
    }

    /// <summary>Returns the settings with which every store that speaks S3 can be used.</summary>
    /// <param name="endpoint">The address of the service, or null for that of the SDK.</param>
    internal static AmazonS3Config ConfigFor(string? endpoint)
    {
        var config = new AmazonS3Config
        {
            // Other checksums than the signed SHA-256 make some stores refuse.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,

            // By default a part is sent in pieces of 8 KB.
            BufferSize = BufferBytes,
        };
        if (endpoint is not null)
        {
            config.ServiceURL = endpoint;
            config.ForcePathStyle = true;
            config.AuthenticationRegion = FallbackRegionFactory.GetRegionEndpoint()?.SystemName ?? RegionEndpoint.USEast1.SystemName;
        }
        else if (FallbackRegionFactory.GetRegionEndpoint() is null)
        {
            config.RegionEndpoint = RegionEndpoint.USEast1;
        }

        return config;
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes of it.")]
    private static Outcome<IPackageStore> OpenS3(string address)
    {
        var (bucket, rest) = address[Scheme.Length..].Split('/', 2) is [var name, var path] ? (name, path.TrimEnd('/')) : (address[Scheme.Length..], "");
        if (bucket.Length is < 3 or > 63 || !bucket.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_'))
            return Invalid(address, "a bucket has 3 to 63 lowercase letters, digits, dots and dashes");
        if (rest.Length > 0 && !StoreKey.TryParse(rest, out _))
            return Invalid(address, "a prefix has letters, digits and _ . + - between its slashes");
        var endpoint = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3") ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL");
        try
        {
            return new Outcome<IPackageStore>(new S3Store(new AmazonS3Client(ConfigFor(endpoint)), bucket, rest.Length == 0 ? "" : $"{rest}/"));
        }
        catch (AmazonClientException missing)
        {
            return Invalid(address, missing.Message);
        }
    }

    private static Outcome<IPackageStore> Invalid(string address, string reason) => new(DiagnosticCatalog.StoreAddressInvalid.Create(address, reason));
}
