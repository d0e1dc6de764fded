using Guanxi.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Data;

/// <summary>Batches: many rows in small transactions that let people go first.</summary>
public static class Batches
{
    /// <summary>At most this many rows in one turn at the gate.</summary>
    public const int Rows = 500;

    /// <summary>One turn: gate, transaction, work, save, commit. Entities that the work adds are stamped and saved; events are told.</summary>
    public static async Task Turn(this GuanxiDb db, WriteGate gate, Actor actor, string useCase, Func<Task> work, CancellationToken ct)
    {
        db.Fresh();
        using var turn = await gate.Enter(Priority.Batch, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await Fence.Guard(db, ct);
        await work();
        await db.Save(actor, useCase, 0, ct);
        await transaction.CommitAsync(ct);
        db.Committed();
        db.ChangeTracker.Clear();
    }
}

/// <summary>The turns of one batch that is audited as a whole. Each is a transaction of its own: short while people write, longer while nobody does, and long where nobody can.</summary>
/// <remarks>The pages of an index are written again with every turn. A million faces took 28 s in turns of 500, 18 s in turns that last a tenth of a second, 9 s in turns of 200,000.</remarks>
/// <param name="most">More rows than these the caller does not want to hold at once.</param>
public sealed class BatchTurns(GuanxiDb db, WriteGate gate, int most = 10_000, TimeProvider? clock = null)
{
    private readonly TimeProvider time = clock ?? TimeProvider.System;
    private readonly BatchPace pace = new(gate, most);

    /// <summary>How many rows the next turn should write.</summary>
    public int Rows => pace.Rows;

    /// <summary>Makes one transaction of all turns of the work where nobody ever waits for one: it is written whole, or not at all. Elsewhere each turn stays its own.</summary>
    public async Task Whole(Func<Task> work, CancellationToken ct)
    {
        if (!gate.IsOpen)
        {
            await work();
            return;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await Fence.Guard(db, ct);
        await work();
        await transaction.CommitAsync(ct);
    }

    /// <summary>Gate, transaction, work, commit.</summary>
    public async Task<T> Take<T>(Func<Task<T>> work, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null) return await work();
        using var turn = await gate.Enter(Priority.Batch, ct);
        var began = time.GetTimestamp();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await Fence.Guard(db, ct);
        var result = await work();
        await transaction.CommitAsync(ct);
        pace.Took(time.GetElapsedTime(began));
        return result;
    }
}

/// <summary>How many rows a batch should write in its next turn: few while people write, more while nobody does, and many where nobody can.</summary>
/// <param name="most">More rows than these the caller does not want in one turn.</param>
public sealed class BatchPace(WriteGate gate, int most)
{
    // Who comes as the first one after a quiet time waits no longer than this.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    public int Rows { get; private set; } = gate.NobodyWaits ? most : Batches.Rows;

    /// <summary>A turn is through.</summary>
    public void Took(TimeSpan turn)
    {
        if (!gate.NobodyWaits) Rows = Fitting(turn);
    }

    private int Fitting(TimeSpan took) => gate.PeopleAround ? Batches.Rows
        : took > Longest ? Math.Max(Batches.Rows, Rows / 2)
        : took < Longest / 2 ? Math.Min(most, Rows * 2)
        : Rows;
}
