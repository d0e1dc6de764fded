using Guanxi.Value.Grades;

namespace Guanxi.Value.Dashboard;

/// <summary>What a dashboard counts, for all customers or for some.</summary>
internal sealed record Figures
{
    public int Customers { get; init; }
    public ValueTotals Totals { get; init; } = new();
    public IReadOnlyList<CurvePoint> Curve { get; init; } = [];
    public double? CustomersForEighty { get; init; }
    public IReadOnlyDictionary<string, GroupSum> Grades { get; init; } = new Dictionary<string, GroupSum>();
    public IReadOnlyDictionary<string, GroupSum> Stages { get; init; } = new Dictionary<string, GroupSum>();

    /// <summary>Of those with business; who never bought is not among them.</summary>
    public IReadOnlyDictionary<string, GroupSum> States { get; init; } = new Dictionary<string, GroupSum>();

    /// <summary>By type of loyalty.</summary>
    public IReadOnlyDictionary<string, GroupSum> Loyalties { get; init; } = new Dictionary<string, GroupSum>();

    /// <summary>By cell of RFM (545), and by the sum of what is high (0 to 7).</summary>
    public IReadOnlyDictionary<string, GroupSum> Rfm { get; init; } = new Dictionary<string, GroupSum>();
    public IReadOnlyDictionary<string, GroupSum> Octants { get; init; } = new Dictionary<string, GroupSum>();

    /// <summary>Those who stayed are among the moves, from a label to itself; those new come from nowhere.</summary>
    public IReadOnlyList<Movement> GradeMoves { get; init; } = [];
    public IReadOnlyList<Movement> StageMoves { get; init; } = [];

    /// <summary>Customers of each class.</summary>
    public IReadOnlyDictionary<string, int> Classes { get; init; } = new Dictionary<string, int>();

    /// <summary>How many are on each of the <see cref="WorkLists"/>.</summary>
    public IReadOnlyDictionary<string, int> Lists { get; init; } = new Dictionary<string, int>();

    /// <summary>Total value of the best 0, 1, 2 … of <see cref="Steps"/> equal parts of the customers, by place; empty where only some customers are counted.</summary>
    public IReadOnlyList<long> ByPlace { get; init; } = [];

    public const int Steps = 200;

    /// <summary>The same figures after one customer got another grade by hand.</summary>
    /// <param name="before">Grade a month ago; empty where there was none, null where nothing is compared.</param>
    public Figures Regraded(Standings.Standing was, string grade, string @class, long total, string? before)
    {
        var (off, on) = (WorkLists.Of(was.Class, was.Grade, was.Stage, was.CurrentMinor, total, was.Traits, before), WorkLists.Of(@class, grade, was.Stage, was.CurrentMinor, total, was.Traits, before));
        return this with
        {
            Grades = Moved(Moved(Grades, was.Grade, -1), grade, 1),
            GradeMoves = before is null ? GradeMoves : Shifted(Shifted(GradeMoves, was.Grade, -1), grade, 1),
            Classes = Classes.ToDictionary(c => c.Key, c => c.Value + (c.Key == @class ? 1 : 0) - (c.Key == was.Class ? 1 : 0)),
            Lists = Lists.ToDictionary(l => l.Key, l => l.Value + (on.Contains(l.Key) ? 1 : 0) - (off.Contains(l.Key) ? 1 : 0)),
        };

        IReadOnlyDictionary<string, GroupSum> Moved(IReadOnlyDictionary<string, GroupSum> groups, string label, int by) =>
            groups.ToDictionary(g => g.Key, g => g.Key == label ? new GroupSum(g.Value.Customers + by, g.Value.ValueMinor + by * total) : g.Value);

        IReadOnlyList<Movement> Shifted(IReadOnlyList<Movement> moves, string to, int by)
        {
            var there = moves.FirstOrDefault(m => m.From == before && m.To == to) ?? new(before!, to, 0, 0);
            var moved = there with { Customers = there.Customers + by, ValueMinor = there.ValueMinor + by * total };
            return [.. moves.Where(m => m.From != before || m.To != to), .. moved.Customers == 0 ? (Movement[])[] : [moved]];
        }
    }

    /// <summary>All labels in their order, also those that nobody has.</summary>
    public IReadOnlyList<GroupFigure> Groups(string[] labels, IReadOnlyDictionary<string, GroupSum> groups, IReadOnlyList<Movement> moves, bool compared) =>
    [
        .. labels.Select(label =>
        {
            var (customers, value) = groups.GetValueOrDefault(label) ?? new(0, 0);
            return new GroupFigure(label, customers, value, compared ? moves.Where(m => m.From == label).Sum(m => m.Customers) : null);
        }),
    ];
}

/// <summary>Customers of one label, and their total value.</summary>
internal sealed record GroupSum(int Customers, long ValueMinor);
