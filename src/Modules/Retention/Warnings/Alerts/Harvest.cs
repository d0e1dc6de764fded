using Guanxi.Customers;
using Guanxi.Insight;
using Guanxi.Retention.Warnings.Settings;
using Guanxi.Retention.Warnings.Signals;
using Guanxi.Value;

namespace Guanxi.Retention.Warnings.Alerts;

/// <summary>An alert whose signal held at the run before.</summary>
internal readonly record struct LiveAlert(Id<Customer> CustomerId, Id<Alert> Id, Signal Signal, Severity Severity, AlertState State);

/// <summary>A signal that deserves an alert and has none.</summary>
internal readonly record struct NewSignal(int Place, Id<Customer> CustomerId, Signal Signal, Severity Severity, long MoneyMinor);

/// <summary>What of a run's signals becomes a warning, and why the rest does not.</summary>
internal sealed class Harvest
{
    private readonly List<NewSignal> candidates = [];
    private readonly int[] bySignal = new int[SignalTable.Signals];
    private int held, known, lost, notListed;

    public static Harvest Of(RunReading run, SignalTable table, WarningSettings settings, IReadOnlyList<LiveAlert> live)
    {
        var alerts = live.ToLookup(a => (a.CustomerId, a.Signal));
        var harvest = new Harvest();
        for (var i = 0; i < run.Count; i++)
            for (var s = 0; s < SignalTable.Signals; s++)
                if (table[i, (Signal)s] is { } severity) harvest.Take(run, i, (Signal)s, severity, settings, alerts);
        harvest.Choose(settings.MostNew);
        return harvest;
    }

    /// <summary>Those to open: the most money first.</summary>
    public IReadOnlyList<NewSignal> Chosen { get; private set; } = [];

    public WarningSummary Summary(DateOnly asOf, int over) => new()
    {
        AsOf = asOf, Held = held, Opened = Chosen.Count, Known = known, Lost = lost, NotListed = notListed, OverCap = candidates.Count - Chosen.Count, Over = over,
        HeldBySignal = Enum.GetValues<Signal>().Where(s => bySignal[(int)s] > 0).ToDictionary(s => s, s => bySignal[(int)s]),
    };

    private void Take(RunReading run, int i, Signal signal, Severity severity, WarningSettings settings, ILookup<(Id<Customer>, Signal), LiveAlert> alerts)
    {
        var customer = run[i];
        held++;
        bySignal[(int)signal]++;
        if (alerts[(customer.CustomerId, signal)].Any(a => a.State is AlertState.Open || severity <= a.Severity)) known++;
        // Who is lost already is for win-back; a warning that was open when it came to that stays open.
        else if (customer.Stage == LifecycleStage.Lost) lost++;
        else if (!Listed(customer.Grade, settings) && !(settings.LeastMoneyMinor > 0 && customer.RiskMinor >= settings.LeastMoneyMinor)) notListed++;
        else candidates.Add(new(i, customer.CustomerId, signal, severity, customer.RiskMinor));
    }

    private void Choose(int most)
    {
        // A total order: the same facts open the same warnings.
        candidates.Sort((x, y) => (y.MoneyMinor, y.Severity, x.CustomerId, x.Signal).CompareTo((x.MoneyMinor, x.Severity, y.CustomerId, y.Signal)));
        Chosen = candidates.Count <= most ? candidates : candidates.GetRange(0, most);
    }

    private static bool Listed(CustomerGrade grade, WarningSettings settings) => grade switch
    {
        CustomerGrade.Major => settings.Major,
        CustomerGrade.Minor => settings.Minor,
        CustomerGrade.Ordinary => settings.Ordinary,
        _ => settings.Small,
    };
}
