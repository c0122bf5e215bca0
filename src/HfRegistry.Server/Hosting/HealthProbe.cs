namespace HfRegistry.Server.Hosting;

/// <summary>Asks the server of this machine whether it lives: the health check of a container that has no shell and no other program.</summary>
internal static class HealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Asks.</summary>
    /// <param name="urls">The addresses that the server listens at, separated by semicolons.</param>
    /// <param name="errors">Where the reason goes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>0 when the server answers that it lives, else 1.</returns>
    public static async Task<int> RunAsync(string urls, TextWriter errors, CancellationToken cancellationToken)
    {
        var address = BindingAddress.Parse(urls.Split(';')[0]);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new UriBuilder(address.Scheme, host, address.Port, $"{address.PathBase}/health").Uri, cancellationToken);
            if (answer.IsSuccessStatusCode)
                return 0;
            await errors.WriteLineAsync($"The server answers {(int)answer.StatusCode}.");
        }
        catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException)
        {
            await errors.WriteLineAsync("The server does not answer.");
        }

        return 1;
    }
}
