using Guanxi.Insight;

namespace Guanxi.Value;

/// <summary>Where the layers of the pyramid end: by share of customers from the top, or by total value.</summary>
public sealed record GradeEdges
{
    /// <summary>Share of customers, from the top, down to the last one of the layer; 0.2 for 20 %.</summary>
    public double MajorShare { get; init; }
    public double MinorShare { get; init; }
    public double OrdinaryShare { get; init; }

    /// <summary>In place of the shares.</summary>
    public GradeThresholds? Thresholds { get; init; }

    internal GradePyramid Pyramid() => new(MajorShare, MinorShare, OrdinaryShare, Thresholds is { } t ? [t.Major, t.Minor, t.Ordinary] : null);

    /// <summary>Shares grow from major to ordinary, thresholds fall.</summary>
    internal void Check()
    {
        Refuse.If(!(MajorShare is >= 0 and <= 1 && MinorShare is >= 0 and <= 1 && OrdinaryShare is >= 0 and <= 1), "value.settings.out_of_range");
        Refuse.If(!(MajorShare <= MinorShare && MinorShare <= OrdinaryShare), "value.settings.shares_out_of_order");
        Refuse.If(Thresholds is { } t && !(t.Major > t.Minor && t.Minor > t.Ordinary), "value.settings.thresholds_out_of_order");
    }

    internal static GradeEdges Of(ValueSettings settings) => new()
    {
        MajorShare = settings.MajorShare, MinorShare = settings.MinorShare, OrdinaryShare = settings.OrdinaryShare, Thresholds = settings.Thresholds,
    };

    internal ValueSettings In(ValueSettings settings) => settings with { MajorShare = MajorShare, MinorShare = MinorShare, OrdinaryShare = OrdinaryShare, Thresholds = Thresholds };
}

/// <summary>Least total value of each layer, minor units of the base currency, falling. Everyone below is small.</summary>
public sealed record GradeThresholds(long Major, long Minor, long Ordinary);
