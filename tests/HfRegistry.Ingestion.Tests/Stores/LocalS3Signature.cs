using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HfRegistry.Testing;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Ingestion.Tests.Stores;

/// <summary>Computes the signature of a request (AWS Signature Version 4) and compares it with that in its header or its query.</summary>
internal static class LocalS3Signature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    public static bool IsRight(HttpRequest request) =>
        request.Query["X-Amz-Signature"].ToString() is { Length: > 0 } signed ? IsRightQuery(request, signed) : IsRightHeader(request);

    private static bool IsRightHeader(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Algorithm, StringComparison.Ordinal))
            return false;
        var parts = header[Algorithm.Length..].Split(',').Select(static part => part.Trim().Split('=', 2)).ToDictionary(static part => part[0], static part => part[1]);
        var expected = Sign(request, parts["Credential"], request.Headers["x-amz-date"].ToString(), parts["SignedHeaders"], request.Headers["x-amz-content-sha256"].ToString());
        return expected == parts["Signature"];
    }

    private static bool IsRightQuery(HttpRequest request, string signed)
    {
        var query = request.Query;
        var begun = DateTimeOffset.ParseExact(query["X-Amz-Date"]!, "yyyyMMddTHHmmssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return begun + TimeSpan.FromSeconds(int.Parse(query["X-Amz-Expires"]!, CultureInfo.InvariantCulture)) > DateTimeOffset.UtcNow
            && Sign(request, query["X-Amz-Credential"]!, query["X-Amz-Date"]!, query["X-Amz-SignedHeaders"]!, "UNSIGNED-PAYLOAD") == signed;
    }

    private static string Sign(HttpRequest request, string credential, string date, string headers, string payload)
    {
        if (credential.Split('/') is not [LocalS3.AccessKey, var day, var region, var service, _])
            return "";
        var target = LocalAnswer.RawTarget(request.HttpContext).Split('?', 2);
        var query = string.Join('&', (target.Length > 1 ? target[1].Split('&') : [])
            .Where(static part => !part.StartsWith("X-Amz-Signature=", StringComparison.Ordinal))
            .Select(static part => part.Contains('=', StringComparison.Ordinal) ? part : $"{part}=").Order(StringComparer.Ordinal));
        var named = string.Concat(headers.Split(';').Select(name => $"{name}:{(name == "host" ? request.Host.Value : request.Headers[name].ToString().Trim())}\n"));
        var canonical = $"{request.Method}\n{target[0]}\n{query}\n{named}\n{headers}\n{payload}";
        var text = $"{Algorithm}\n{date}\n{credential[(LocalS3.AccessKey.Length + 1)..]}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = new[] { day, region, service, "aws4_request" }.Aggregate(Encoding.UTF8.GetBytes($"AWS4{LocalS3.SecretKey}"), static (key, part) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part)));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}
