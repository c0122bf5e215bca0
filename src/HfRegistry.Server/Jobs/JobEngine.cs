using Microsoft.Data.Sqlite;
using Npgsql;
using Quartz;

namespace HfRegistry.Server.Jobs;

/// <summary>Configures the job engine: on one machine durable in a file, on PostgreSQL shared by all nodes.</summary>
internal static class JobEngine
{
    private static readonly TimeSpan IdleWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(5);

    public static void Add(IServiceCollection services, ServerParts parts)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "hfregistry";
                scheduler.GenerateInstanceId = parts.Database.ServerConnection is not null;
                scheduler.IdleWaitTime = IdleWait;
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseDefaultThreadPool(parts.Options.MaxIngestions);
            quartz.UsePersistentStore(store =>
            {
                store.ProvisionSchema();
                store.ConfigureStore(static options => options.StoreJobDataAsStrings = true);
                if (parts.Database.ServerConnection is { } connection)
                {
                    store.UsePostgres(NpgsqlFactory.Instance, connection);
                    store.UseClustering(static cluster => cluster.CheckinInterval = CheckIn);
                }
                else
                {
                    // Beside the catalog and not in it: neither waits for the other's lock.
                    store.UseSqlite(SqliteFactory.Instance, new SqliteConnectionStringBuilder { DataSource = $"{parts.Database.Name}.jobs" }.ToString());
                }
            });
        });
        // Interrupted and then waited for: whoever goes on with them finds no lock.
        services.AddQuartzHostedService(static options => options.WaitForJobsToComplete = true);
    }
}
