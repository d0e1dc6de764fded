using Guanxi.Insight;
using Guanxi.Retention.Warnings.Settings;
using Guanxi.Value;

namespace Guanxi.Retention.Warnings.Signals;

/// <summary>Which signals hold for which customers of a run, one byte for each: a million customers are ten megabytes.</summary>
internal sealed class SignalTable
{
    public static readonly int Signals = Enum.GetValues<Signal>().Length;

    // Own spend needs some purchases behind it; with fewer, one large order among three is "usual".
    private const int LeastRepeats = 4;

    private readonly RunReading run;
    private readonly WarningSettings settings;
    private readonly bool contactsKept;
    private readonly EndingContracts contracts;
    private readonly LostContacts lost;
    private readonly SatisfactionFalls falls;

    /// <summary>0 where the signal doesn't hold, else severity + 1.</summary>
    private readonly byte[] held;

    private SignalTable(RunReading run, WarningSettings settings, EndingContracts contracts, LostContacts lost, SatisfactionFalls falls)
    {
        (this.run, this.settings, this.contracts, this.lost, this.falls, held) = (run, settings, contracts, lost, falls, new byte[run.Count * Signals]);
        // Who keeps no record of contacts is not told that nobody was in touch.
        for (var i = 0; i < run.Count && !contactsKept; i++) contactsKept = run[i].ContactGap >= 0;
    }

    public static SignalTable Of(RunReading run, WarningSettings settings, EndingContracts contracts, LostContacts lost, SatisfactionFalls falls)
    {
        var table = new SignalTable(run, settings, contracts, lost, falls);
        Parallel.For(0, (run.Count + 4095) / 4096, chunk =>
        {
            for (var i = chunk * 4096; i < Math.Min(run.Count, (chunk + 1) * 4096); i++) table.Look(i);
        });
        // Few customers have a contract that ends: each is looked up, rather than all asked.
        foreach (var (customer, severity) in contracts.Severities)
            if (run.PlaceOf(customer) is >= 0 and var place) table.Set(place, Signal.ContractEnding, severity);
        foreach (var customer in lost.Customers)
            if (run.PlaceOf(customer) is >= 0 and var place) table.Set(place, Signal.ContactLost, ByGrade(place));
        foreach (var customer in falls.Customers)
            if (run.PlaceOf(customer) is >= 0 and var place) table.Set(place, Signal.SatisfactionFell, ByGrade(place));
        return table;

        Severity ByGrade(int place) => run[place].Grade is CustomerGrade.Major or CustomerGrade.Minor ? Severity.Alarm : Severity.Warning;
    }

    /// <summary>How bad it is; null where the signal doesn't hold.</summary>
    public Severity? this[int place, Signal signal] => held[place * Signals + (int)signal] is > 0 and var level ? (Severity)(level - 1) : null;

    private void Look(int i)
    {
        var c = run[i];
        if (run.Rhythm is not null && c.Repeats > 0) Set(i, Signal.RhythmBroken, Below(c.GapTail, settings.RhythmWarns, settings.RhythmAlarms));
        if (Spend(i, c) is { } spend) Set(i, Signal.SpendFell, Below(spend.Tail(c.RecentNetMinor, settings.SpendWarns), settings.SpendWarns, settings.SpendAlarms));
        if (c.OpenComplaintDays > settings.ComplaintDays) Set(i, Signal.ComplaintOpen, c.OpenComplaintDays > 2 * settings.ComplaintDays ? Severity.Alarm : Severity.Warning);
        if (c.UnhappyDays >= 0 && c.UnhappyDays <= settings.UnhappyDays) Set(i, Signal.ComplaintUnhappy, Severity.Warning);
        if (c.Class is CustomerClass.A or CustomerClass.B && c.Churn >= settings.ChurnWarns) Set(i, Signal.ChurnHigh, c.Churn >= settings.ChurnAlarms ? Severity.Alarm : Severity.Warning);
        if (ContactDays(c.Grade) is > 0 and var days && contactsKept && Silent(c) > days) Set(i, Signal.NoContact, Severity.Notice);
        if (c.GradeBefore < c.Grade) Set(i, Signal.GradeFell, c.Grade - c.GradeBefore > 1 ? Severity.Warning : Severity.Notice);
    }

    private void Set(int place, Signal signal, Severity? severity)
    {
        if (severity is { } bad) held[place * Signals + (int)signal] = (byte)(bad + 1);
    }

    /// <summary>What the reason's text names, the threshold last.</summary>
    public double[] Args(int place, Signal signal)
    {
        var c = run[place];
        var alarm = this[place, signal] == Severity.Alarm;
        switch (signal)
        {
            case Signal.RhythmBroken:
                return [c.Gap, Math.Round(c.ExpectedGap), Math.Round(c.GapTail, 4), alarm ? settings.RhythmAlarms : settings.RhythmWarns];
            case Signal.SpendFell:
                var (spend, threshold) = (Spend(place, c)!.Value, alarm ? settings.SpendAlarms : settings.SpendWarns);
                return [c.RecentNetMinor, run.RecentDays, Math.Round(spend.Mean), Math.Round(spend.Quantile(threshold)), threshold];
            case Signal.ComplaintOpen:
                return [c.OpenComplaintDays, settings.ComplaintDays];
            case Signal.ComplaintUnhappy:
                return [c.UnhappyDays, settings.UnhappyDays];
            case Signal.ChurnHigh:
                return [Math.Round(c.Churn, 3), c.PlanningDays, alarm ? settings.ChurnAlarms : settings.ChurnWarns];
            case Signal.NoContact:
                return [Silent(c), ContactDays(c.Grade)];
            case Signal.ContractEnding:
                return [contracts.LastDay(c.CustomerId).DayNumber, alarm ? settings.ContractAlarmDays : settings.ContractDays];
            case Signal.ContactLost:
                var (on, kind) = lost[c.CustomerId];
                return [on.DayNumber, (int)kind];
            case Signal.SatisfactionFell:
                var fall = falls[c.CustomerId];
                return [(int)fall.Scale, fall.Before, fall.BeforeOn.DayNumber, fall.Score, fall.On.DayNumber, settings.SatisfactionFallPoints];
            default:
                return [(int)c.GradeBefore!.Value, (int)c.Grade];
        }
    }

    /// <summary>What the own past lets expect of the recent window; null where it can't be told, or where no less can be spent than is usual.</summary>
    private SpendExpectation? Spend(int i, in CustomerInRun c)
    {
        var (before, observed) = (c.Repeats - c.Recent, c.Observed - run.RecentDays);
        if (run.Rhythm is not { } rhythm || before < LeastRepeats || observed < run.RecentDays) return null;
        var usual = run.UsualSpend(i);
        // Most customers end here, before any logarithm: at the mean or above it nothing is amiss.
        if (!(usual > 0) || c.RecentNetMinor >= (rhythm.RateShape + before) / (rhythm.RateScale + observed) * run.RecentDays * usual) return null;
        return SpendExpectation.Of(rhythm, before, observed, run.RecentDays, usual, run.SpendVariation);
    }

    private static Severity? Below(double tail, double warns, double alarms) => tail < alarms ? Severity.Alarm : tail < warns ? Severity.Warning : null;

    private static int Silent(in CustomerInRun c) => c.ContactGap >= 0 ? c.ContactGap : c.Observed;

    private int ContactDays(CustomerGrade grade) => grade switch
    {
        CustomerGrade.Major => settings.MajorContactDays,
        CustomerGrade.Minor => settings.MinorContactDays,
        CustomerGrade.Ordinary => settings.OrdinaryContactDays,
        _ => settings.SmallContactDays,
    };
}
