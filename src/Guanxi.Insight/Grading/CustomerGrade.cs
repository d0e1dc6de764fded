namespace Guanxi.Insight;

/// <summary>The layers of the customer pyramid, best first.</summary>
public enum CustomerGrade
{
    /// <summary>重要 major: the top of the key customers.</summary>
    Major,

    /// <summary>次要 minor: the other key customers.</summary>
    Minor,

    /// <summary>普通 ordinary.</summary>
    Ordinary,

    /// <summary>小 small.</summary>
    Small,
}

/// <summary>The four classes, best first.</summary>
public enum CustomerClass
{
    /// <summary>Key customers.</summary>
    A,

    /// <summary>Ordinary customers with much of their value still to come.</summary>
    B,

    /// <summary>The other ordinary customers.</summary>
    C,

    /// <summary>Small customers.</summary>
    D,
}

/// <summary>The colour in which a customer is shown.</summary>
public enum CustomerColour
{
    /// <summary>No colour: small, and no trouble.</summary>
    None,

    /// <summary>Win over.</summary>
    Green,

    /// <summary>Keep.</summary>
    Yellow,

    /// <summary>No concession.</summary>
    Red,
}

/// <summary>Where the layers of the pyramid end: by share of customers from the top, or by value.</summary>
/// <param name="MajorShare">Share of customers in the top layer, in [0, 1].</param>
/// <param name="MinorShare">Share down to the end of the second layer.</param>
/// <param name="OrdinaryShare">Share down to the end of the third layer.</param>
/// <param name="Thresholds">Three values in minor units, descending, that replace the shares; null for shares.</param>
/// <param name="Margin">By what part of an edge a customer must pass it to move at once.</param>
public sealed record GradePyramid(double MajorShare = 0.01, double MinorShare = 0.20, double OrdinaryShare = 0.50, long[]? Thresholds = null, double Margin = 0.05)
{
    /// <summary>The edge below a layer, as a share of customers.</summary>
    internal double Edge(int layer) => layer switch { 0 => MajorShare, 1 => MinorShare, _ => OrdinaryShare };

    /// <summary>How many of the best lie above the edge under a layer, where layers end by share.</summary>
    /// <param name="layer">0 to 2, best first.</param>
    /// <param name="customers">How many are graded.</param>
    /// <returns>⌈s n⌉, as <see cref="Grading.ByEdges"/> counts it.</returns>
    public int Cut(int layer, int customers) => (int)Math.Clamp(Math.Ceiling((Edge(layer) * customers) - 1e-9), 0, customers);
}
