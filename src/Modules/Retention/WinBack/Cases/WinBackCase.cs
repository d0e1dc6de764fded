using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Cases;

internal enum WinBackState
{
    /// <summary>Under way.</summary>
    Running,

    /// <summary>Set aside for comparison: nobody tries.</summary>
    SetAside,

    /// <summary>Bought within the window. Found by a run, never typed.</summary>
    WonBack,

    /// <summary>The window is over without a purchase. Found by a run.</summary>
    Expired,

    /// <summary>Somebody saw that it leads nowhere.</summary>
    GivenUp,

    /// <summary>Somebody decided not to try, or not to try on.</summary>
    LetGo,
}

/// <summary>How a customer came to it.</summary>
internal enum WinBackArm
{
    /// <summary>Started for this one customer: there is nothing to compare it with.</summary>
    ByHand,

    /// <summary>Drawn in a round to be treated, or to be set aside. The arm never changes, whatever is done later: effects are counted as drawn.</summary>
    Treated,
    Control,
}

/// <summary>One attempt to win one customer back, or the customer set aside to see what happens without.</summary>
internal sealed class WinBackCase : Entity<WinBackCase>, IFed
{
    public Id<Customer> CustomerId { get; private init; }
    public Id<Rounds.WinBackRound>? RoundId { get; private init; }
    public WinBackArm Arm { get; private init; }

    /// <summary>With which the customer was drawn into this arm; 1 by hand.</summary>
    public double Probability { get; private init; } = 1;

    /// <summary>At the start, as the play-book asks; null where there was none.</summary>
    public string? Grade { get; private init; }
    [History] public WinBackState State { get; private set; }

    /// <summary>A purchase after the first and up to the second of these days counts.</summary>
    public DateOnly StartedOn { get; private init; }
    public DateOnly UntilOn { get; private init; }
    [History] public Id<Person> OwnerId { get; private set; }
    public Id<Person> StartedBy { get; private init; }

    /// <summary>What was offered, minor units of the base currency.</summary>
    [History] public long OfferMinor { get; private set; }

    /// <summary>Why it ended by a person, or why nobody is to try.</summary>
    public string? Reason { get; private set; }
    public Id<Person>? EndedBy { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why somebody tried although the customer was set aside, and who; null where nobody did.</summary>
    public string? TriedBecause { get; private set; }
    public Id<Person>? TriedBy { get; private set; }

    /// <summary>What the runs found, up to the day: the first purchase, how many purchase days, their margin, contacts and compensation.</summary>
    public DateOnly? MeasuredOn { get; private set; }
    public DateOnly? ReturnedOn { get; private set; }
    public int Purchases { get; private set; }
    public long MarginMinor { get; private set; }
    public int Contacts { get; private set; }

    long IFed.FeedCustomer => CustomerId.Value;

    /// <summary>Whether somebody may still do something about it.</summary>
    public bool Runs => State is WinBackState.Running or WinBackState.SetAside;

    public static WinBackCase Start(Id<Customer> customer, string? grade, Id<Person> owner, Id<Person> by, DateOnly on, int days) =>
        new() { CustomerId = customer, Arm = WinBackArm.ByHand, Grade = grade, OwnerId = owner, StartedBy = by, StartedOn = on, UntilOn = on.AddDays(days), State = WinBackState.Running };

    /// <summary>The explicit decision not to try.</summary>
    public static WinBackCase NotTried(Id<Customer> customer, string? grade, string reason, Id<Person> by, DateTimeOffset at, DateOnly on)
    {
        var decided = new WinBackCase { CustomerId = customer, Arm = WinBackArm.ByHand, Grade = grade, OwnerId = by, StartedBy = by, StartedOn = on, UntilOn = on, State = WinBackState.Running };
        decided.LetGo(reason, by, at);
        return decided;
    }

    /// <summary>Drawn in a round.</summary>
    /// <param name="probability">With which it came into this arm.</param>
    public static WinBackCase Drawn(Id<Customer> customer, Id<Rounds.WinBackRound> round, bool control, double probability, string? grade, Id<Person> owner, Id<Person> by, DateOnly on, int days) => new()
    {
        CustomerId = customer, RoundId = round, Arm = control ? WinBackArm.Control : WinBackArm.Treated, Probability = probability, Grade = grade, OwnerId = owner, StartedBy = by,
        StartedOn = on, UntilOn = on.AddDays(days), State = control ? WinBackState.SetAside : WinBackState.Running,
    };

    /// <summary>Somebody tries although the customer was set aside. He stays in his arm; the report says how many did.</summary>
    public void TryAnyway(string because, Id<Person> owner, Id<Person> by)
    {
        Refuse.If(State != WinBackState.SetAside, "retention.win_back.not_set_aside");
        Refuse.Field("Because", string.IsNullOrWhiteSpace(because), "retention.win_back.set_aside");
        (State, TriedBecause, TriedBy, OwnerId) = (WinBackState.Running, because.Trim(), by, owner);
    }

    /// <summary>Something was offered.</summary>
    /// <param name="upTo">What the play-book allows, minor units.</param>
    public void Offer(long minor, long upTo)
    {
        Refuse.If(State != WinBackState.Running, "retention.win_back.ended_already");
        Refuse.Field("Offer", minor < 0, "retention.win_back.offer_negative");
        Refuse.Field("Offer", minor > upTo, "retention.win_back.offer_too_high");
        OfferMinor = minor;
    }

    public void GiveUp(string reason, Id<Person> by, DateTimeOffset at) => End(WinBackState.GivenUp, reason, by, at);

    public void LetGo(string reason, Id<Person> by, DateTimeOffset at) => End(WinBackState.LetGo, reason, by, at);

    /// <summary>What a run found. Who came back in the window is won back; without, the attempt expires with its window. What a person ended stays as it is, but is measured on.</summary>
    public void Measure(WinBackResult found, DateOnly asOf, DateTimeOffset at)
    {
        (MeasuredOn, ReturnedOn, Purchases, MarginMinor, Contacts) = (asOf < UntilOn ? asOf : UntilOn, found.ReturnedOn, found.Purchases, found.MarginMinor, found.Contacts);
        if (Runs && ReturnedOn is not null) Become(WinBackState.WonBack, at);
        else if (Runs && asOf > UntilOn) Become(WinBackState.Expired, at);
        // What was found yesterday may be gone today, with an import that was taken back.
        else if (State == WinBackState.WonBack && ReturnedOn is null)
        {
            if (asOf > UntilOn) Become(WinBackState.Expired, at);
            else Become(Arm == WinBackArm.Control && TriedBy is null ? WinBackState.SetAside : WinBackState.Running, null);
        }
    }

    private void Become(WinBackState state, DateTimeOffset? at) => (State, EndedAt) = (state, at);

    private void End(WinBackState state, string reason, Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(State != WinBackState.Running, "retention.win_back.ended_already");
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "retention.win_back.reason_missing");
        (State, Reason, EndedBy, EndedAt) = (state, reason.Trim(), by, at);
    }
}

/// <summary>What the warehouse knows of one customer's window.</summary>
internal readonly record struct WinBackResult(DateOnly? ReturnedOn, int Purchases, long MarginMinor, int Contacts);

internal sealed class WinBackCaseTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<WinBackCase>(winBack =>
    {
        winBack.ToTable("retention_win_back");
        winBack.HasKey(w => new { w.CustomerId, w.Id });
        winBack.HasOneInForce("state IN ('Running', 'SetAside')");
        winBack.Property(w => w.Arm).HasConversion<string>().HasMaxLength(20);
        winBack.Property(w => w.State).HasConversion<string>().HasMaxLength(20);
        winBack.Property(w => w.Grade).HasMaxLength(20);
        winBack.Property(w => w.Reason).HasMaxLength(2000);
        winBack.Property(w => w.TriedBecause).HasMaxLength(2000);
        winBack.HasIndex(w => new { w.State, w.UntilOn, w.Id });
        winBack.HasIndex(w => new { w.RoundId, w.CustomerId });
        winBack.HasIndex(w => w.UntilOn);
        winBack.HasIndex(w => w.ChangeStamp);
        winBack.HasOne<Customer>().WithMany().HasForeignKey(w => w.CustomerId).OnDelete(DeleteBehavior.Restrict);
        winBack.HasOne<Rounds.WinBackRound>().WithMany().HasForeignKey(w => w.RoundId).OnDelete(DeleteBehavior.Restrict);
    });
}
