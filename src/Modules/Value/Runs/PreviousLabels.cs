using System.Globalization;
using System.Text;
using Guanxi.Data;
using Guanxi.Insight;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Runs;

/// <summary>Grades and stages of an earlier standing, in order of customer: what hysteresis and movement need.</summary>
internal sealed class PreviousLabels
{
    private readonly List<long> ids = [];
    private readonly List<(byte Grade, byte ByEdges, byte Stage, byte Candidate, byte Rule, byte State, byte StateByFigures, byte Loyalty, int Traits)> labels = [];

    public static async Task<PreviousLabels> Read(IDatabase database, DateOnly day, CancellationToken ct)
    {
        var (grades, stages, rules, states, loyalties) = (Utf8(Labels.Grades), Utf8(Labels.Stages), Utf8(Labels.Rules), Utf8(Labels.States), Utf8(Labels.Loyalties));
        using var snapshot = await database.OpenSnapshot(ct);
        return await Task.Run(() =>
        {
            using var rows = snapshot.Read(string.Create(CultureInfo.InvariantCulture,
                $"SELECT customer_id, grade, grade_by_edges, stage, stage_candidate, stage_rule, state, state_by_figures, loyalty_type, traits FROM value_standing WHERE as_of = '{day:yyyy-MM-dd}' ORDER BY customer_id"));
            var found = new PreviousLabels();
            while (rows.Next())
            {
                found.ids.Add(rows.Number(0));
                found.labels.Add((Of(grades, 1), Of(grades, 2), Of(stages, 3), Of(stages, 4), Of(rules, 5), Of(states, 6), Of(states, 7), Of(loyalties, 8), (int)rows.Number(9)));
            }
            return found;

            byte Of(IReadOnlyList<byte[]> names, int column)
            {
                var word = rows.Text(column);
                for (var i = 0; i < names.Count; i++)
                    if (word.SequenceEqual(names[i])) return (byte)i;
                return 0;
            }
        }, ct);
    }

    /// <summary>Where each of these customers, in order, stands here; −1 for those who were not there.</summary>
    public int[] Places(long[] customers)
    {
        var places = new int[customers.Length];
        for (int i = 0, k = 0; i < customers.Length; i++)
        {
            while (k < ids.Count && ids[k] < customers[i]) k++;
            places[i] = k < ids.Count && ids[k] == customers[i] ? k : -1;
        }
        return places;
    }

    public CustomerGrade Grade(int place) => (CustomerGrade)labels[place].Grade;

    /// <summary>What the rule gave, whatever a person put over it: hysteresis goes on from there.</summary>
    public CustomerGrade RuleGrade(int place) => Traits.Rule(labels[place].Traits);
    public CustomerGrade ByEdges(int place) => (CustomerGrade)labels[place].ByEdges;
    public LifecycleStage Stage(int place) => (LifecycleStage)labels[place].Stage;
    public StateDecision State(int place) => new((CustomerState)labels[place].State, (CustomerState)labels[place].StateByFigures);
    public LoyaltyTypeDecision Loyalty(int place) => new((LoyaltyType)labels[place].Loyalty, Traits.LoyaltyByFigures(labels[place].Traits));
    public StageDecision Decision(int place) => new((LifecycleStage)labels[place].Stage, (StageRule)labels[place].Rule, (LifecycleStage)labels[place].Candidate);

    private static IReadOnlyList<byte[]> Utf8(string[] names) => [.. names.Select(Encoding.UTF8.GetBytes)];
}
