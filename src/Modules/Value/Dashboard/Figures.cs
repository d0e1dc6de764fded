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

    /// <summary>By cell of RFM (545), and by the sum of what is high (0 to 7).</summary>
    public IReadOnlyDictionary<string, GroupSum> Rfm { get; init; } = new Dictionary<string, GroupSum>();
    public IReadOnlyDictionary<string, GroupSum> Octants { get; init; } = new Dictionary<string, GroupSum>();

    /// <summary>Those who stayed are among the moves, from a label to itself; those new come from nowhere.</summary>
    public IReadOnlyList<Movement> GradeMoves { get; init; } = [];
    public IReadOnlyList<Movement> StageMoves { get; init; } = [];

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
