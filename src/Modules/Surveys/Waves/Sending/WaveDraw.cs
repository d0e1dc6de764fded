using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Waves.Sending;

/// <summary>Draws whom a wave invites: customers within reach, on the list or all, without those who were asked a short while ago or do not want to be asked.</summary>
internal sealed class WaveDraw(GuanxiDb db, Inviting inviting)
{
    /// <param name="list">Null for all customers within reach.</param>
    /// <param name="wave">One that is under way: whom it invited already is neither drawn again nor counted as asked lately.</param>
    /// <param name="sample">So many in all, with those invited already; null for all.</param>
    public async Task<Drawn> Of(Id<KeptList>? list, int? sample, int seed, Id<Wave>? wave, Actor actor, CancellationToken ct)
    {
        var name = await db.WaveListName(list, actor, ct);
        var within = db.CustomerNamesFor(actor);
        if (list is { } kept) within = within.Where(n => db.Set<KeptListEntry>().Any(e => e.ListId == kept && e.CustomerId == n.Id));
        var on = await within.Select(n => n.Id).OrderBy(id => id).ToListAsync(ct);
        var already = wave is { } mine ? (await db.Set<Invitation>().Where(i => i.WaveId == mine).Select(i => i.CustomerId).ToListAsync(ct)).ToHashSet() : [];
        var left = on.Where(c => !already.Contains(c)).ToList();
        var lately = await inviting.AskedLatelyOn(list, left, ct);
        var others = left.Where(c => !lately.Contains(c)).ToList();
        var declined = await inviting.Declined(others, ct);
        var fresh = others.Where(c => !declined.Contains(c)).ToList();
        var most = sample is { } asked ? Math.Max(0, asked - already.Count) : fresh.Count;
        // Each customer has a number of its own that the seed mixes: begun again, the same ones come first, whoever was invited meanwhile.
        IReadOnlyList<Id<Customer>> chosen = most >= fresh.Count ? fresh : [.. fresh.OrderBy(c => Mixed(c, seed)).ThenBy(c => c).Take(most).Order()];
        return new() { ListName = name, OnList = on.Count, Already = already.Count, Customers = chosen, AskedLately = lately.Count, Declined = declined.Count, NotDrawn = fresh.Count - chosen.Count };
    }

    // The finaliser of SplitMix64: near ids get numbers that are far apart.
    private static ulong Mixed(Id<Customer> customer, int seed)
    {
        var z = (ulong)customer.Value + 0x9E3779B97F4A7C15UL * ((ulong)(uint)seed + 1);
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ z >> 27) * 0x94D049BB133111EBUL;
        return z ^ z >> 31;
    }
}

/// <summary>Whom a wave invites, and whom it leaves out.</summary>
internal sealed record Drawn
{
    public required string ListName { get; init; }

    /// <summary>Customers within reach, on the list or all.</summary>
    public required int OnList { get; init; }

    /// <summary>Invited by this wave before it was cut off.</summary>
    public required int Already { get; init; }

    /// <summary>By their ids.</summary>
    public required IReadOnlyList<Id<Customer>> Customers { get; init; }
    public required int AskedLately { get; init; }
    public required int Declined { get; init; }
    public required int NotDrawn { get; init; }
}

internal static class WaveLists
{
    /// <summary>What a kept list is called; empty for all customers.</summary>
    /// <exception cref="RefusedException">It is gone, or the actor may not open it.</exception>
    public static async Task<string> WaveListName(this GuanxiDb db, Id<KeptList>? list, Actor actor, CancellationToken ct)
    {
        if (list is not { } id)
        {
            Refuse.If(!actor.May(CustomersRights.Read), "kernel.right.missing", CustomersRights.Read);
            return "";
        }
        var kept = await db.Set<KeptList>().AsNoTracking().Where(l => l.Id == id).Select(l => new { l.Name, l.Right }).FirstOrDefaultAsync(ct);
        Refuse.Field(nameof(SendWave.ListId), kept is null, "surveys.wave.list_missing");
        Refuse.If(!actor.May(kept.Right), "kernel.right.missing", kept.Right);
        return kept.Name;
    }
}
