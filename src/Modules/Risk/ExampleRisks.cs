using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Risk.Register;

namespace Guanxi.Risk;

/// <summary>The risk register of an example firm, by the same rules as everybody's.</summary>
public static class ExampleRisks
{
    private const int DaysKnown = 240;

    /// <param name="words">One line a risk: kind, likelihood and impact at first, the same now, days since the newest assessment, name, description, why at first, why now, a control, what shows it.</param>
    /// <param name="owners">Who answer for them, in turn.</param>
    /// <param name="indicators">Each risk watches those of its kind.</param>
    public static void Add(GuanxiDb db, IReadOnlyList<string[]> words, IReadOnlyList<Id<Person>> owners, IEnumerable<IRiskIndicator> indicators, DateOnly today)
    {
        var (settings, all) = (new RiskSettings(), indicators.ToList());
        foreach (var (i, line) in words.Index())
        {
            var (kind, owner, first, last) = (Enum.Parse<RiskKind>(line[0], ignoreCase: true), owners[i % owners.Count], today.AddDays(-DaysKnown), today.AddDays(-Number(line[5])));
            var risk = RegisteredRisk.Enter(kind, line[6], line[7], owner, first);
            risk.WatchBy([.. all.Where(r => r.Kind == kind).Select(r => new WatchedIndicator(r.Key, r.Watch, r.Alarm))]);
            db.Add(risk);
            db.Add(risk.Assess(Number(line[1]), Number(line[2]), line[8], [], owner, first, settings));
            var control = RiskControl.Plan(risk, line[10], owner, first.AddDays(30));
            control.Report(inPlace: true, line[11], first.AddDays(25));
            db.Add(control);
            db.Add(risk.Assess(Number(line[3]), Number(line[4]), line[9], [], owner, last, settings));
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
