using System.Security.Cryptography;
using System.Text;
using Guanxi.Nodes;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Guanxi.Data;

/// <inheritdoc cref="ILeaseBook"/>
/// <remarks>
/// A transaction that is bound to a lease shares an advisory lock, which whoever takes the lease needs alone. So renewing never waits for writing, and taking waits for what
/// was bound; a process that was paused in the middle would keep it waiting for ever, so its sessions are ended. Without that lock there would be a moment between asking for
/// the term and the commit in which another node could take the lease.
/// </remarks>
internal sealed class PostgresLeases(string connectionString, ThisNode node) : ILeaseBook
{
    // First halves of advisory locks: of those who write under a lease, of those who want to take it, of those who enter themselves.
    private const int Writing = 0x6c656173, Taking = 0x6c656174, Entering = 0x6c656175;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);
    private int number;

    public bool IsSole => false;

    public async Task<int> Register(CancellationToken ct)
    {
        await using var connection = await Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Run(connection, "SELECT pg_advisory_xact_lock($1, 0)", ct, Entering);
        await Run(connection, "DELETE FROM kernel_node WHERE key <> $1 AND seen_at < clock_timestamp() - $2", ct, node.Key, KeptFor);
        await Run(connection, "INSERT INTO kernel_node (number, key, name, seen_at) SELECT n, $1, $2, clock_timestamp() FROM generate_series(0, 1023) n "
            + "WHERE NOT EXISTS (SELECT 1 FROM kernel_node k WHERE k.number = n) ORDER BY n LIMIT 1 ON CONFLICT (key) DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at", ct, node.Key, node.Name);
        number = await One(connection, "SELECT number FROM kernel_node WHERE key = $1", ct, node.Key) as int? ?? throw new StartFailedException("host.start.too_many_nodes");
        await transaction.CommitAsync(ct);
        // What is settled is asked of the database: a node whose clock is behind must not stamp changes as of before that.
        Moments.NotBefore(new((DateTime)(await One(connection, "SELECT clock_timestamp()", ct))!, TimeSpan.Zero));
        return number;
    }

    public async Task<long?> Take(string name, TimeSpan length, CancellationToken ct)
    {
        await using var connection = await Open(ct);
        if (await IsAnothers()) return null;
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Of several who find that it has run out, the second one must not take it for still being so.
        await Run(connection, "SELECT pg_advisory_xact_lock($1, $2)", ct, Taking, Lock(name));
        if (await IsAnothers()) return null;
        await Run(connection, "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database() "
            + "WHERE l.locktype = 'advisory' AND l.classid = CAST($1 AS oid) AND l.objid = CAST($2 AS oid) AND l.pid <> pg_backend_pid()", ct, (long)Writing, (long)Lock(name));
        await Run(connection, "SELECT pg_advisory_xact_lock($1, $2)", ct, Writing, Lock(name));
        // It may have been renewed at the last moment.
        var term = await One(connection, "INSERT INTO kernel_lease (name, holder, term, taken_at, expires_at) VALUES ($1, $2, 1, clock_timestamp(), clock_timestamp() + $3) "
            + "ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, term = kernel_lease.term + 1, taken_at = excluded.taken_at, expires_at = excluded.expires_at "
            + "WHERE kernel_lease.holder = excluded.holder OR kernel_lease.expires_at < clock_timestamp() RETURNING term", ct, name, number, length);
        await transaction.CommitAsync(ct);
        return term as long?;

        // What a node that died left behind is that node's own when it comes back.
        async Task<bool> IsAnothers() => (long)(await One(connection, "SELECT COUNT(*) FROM kernel_lease WHERE name = $1 AND holder <> $2 AND expires_at >= clock_timestamp()", ct, name, number))! > 0;
    }

    public async Task<bool> Renew(string name, long term, TimeSpan length, CancellationToken ct)
    {
        await using var connection = await Open(ct);
        return await Run(connection, "UPDATE kernel_lease SET expires_at = clock_timestamp() + $4 WHERE name = $1 AND holder = $2 AND term = $3", ct, name, number, term, length) == 1;
    }

    public async Task Release(string name, long term, bool forGood, CancellationToken ct)
    {
        await using var connection = await Open(ct);
        await Run(connection, (forGood ? "DELETE FROM kernel_lease" : "UPDATE kernel_lease SET expires_at = clock_timestamp()") + " WHERE name = $1 AND holder = $2 AND term = $3", ct, name, number, term);
    }

    public async Task<bool> Guard(GuanxiDb db, string name, long term, CancellationToken ct)
    {
        var transaction = (NpgsqlTransaction)(db.Database.CurrentTransaction ?? throw new InvalidOperationException("Nothing to bind to the lease: there is no transaction.")).GetDbTransaction();
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var locking = batch.CreateBatchCommand();
        locking.CommandText = "SELECT pg_advisory_xact_lock_shared($1, $2)";
        Give(locking.Parameters, Writing, Lock(name));
        // A statement of its own, which sees what was committed while the lock was waited for.
        var asking = batch.CreateBatchCommand();
        asking.CommandText = "SELECT COUNT(*) FROM kernel_lease WHERE name = $1 AND holder = $2 AND term = $3";
        Give(asking.Parameters, name, number, term);
        batch.BatchCommands.Add(locking);
        batch.BatchCommands.Add(asking);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        return reader.GetInt64(0) == 1;
    }

    public async Task<LeaseView?> See(string name, CancellationToken ct)
    {
        await using var connection = await Open(ct);
        await using var command = Command(connection, "SELECT n.name, n.number, l.expires_at >= clock_timestamp(), l.taken_at FROM kernel_lease l JOIN kernel_node n ON n.number = l.holder WHERE l.name = $1", name);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new(reader.GetString(0), reader.GetInt32(1) == number, reader.GetBoolean(2), reader.GetFieldValue<DateTimeOffset>(3)) : null;
    }

    /// <summary>Not negative, so that it is the same number where the database lists its locks.</summary>
    private static int Lock(string name) => BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name))) & int.MaxValue;

    private async Task<NpgsqlConnection> Open(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task<int> Run(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] args)
    {
        await using var command = Command(connection, sql, args);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<object?> One(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] args)
    {
        await using var command = Command(connection, sql, args);
        return await command.ExecuteScalarAsync(ct);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] args)
    {
        // A lease that can't be renewed within this is as good as lost.
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 10 };
        Give(command.Parameters, args);
        return command;
    }

    private static void Give(NpgsqlParameterCollection parameters, params object[] args)
    {
        foreach (var arg in args) parameters.Add(new() { Value = arg });
    }
}
