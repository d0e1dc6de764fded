using Microsoft.AspNetCore.Mvc;

namespace Guanxi.Value.WhatIf;

/// <summary>Edges as an address carries them: three shares, or three least values in minor units.</summary>
internal sealed record EdgeQuery
{
    /// <summary>Shares from the top, 0 to 1.</summary>
    [FromQuery] public double? Major { get; init; }
    [FromQuery] public double? Minor { get; init; }
    [FromQuery] public double? Ordinary { get; init; }

    /// <summary>Least total values, minor units of the base currency.</summary>
    [FromQuery] public long? LeastMajor { get; init; }
    [FromQuery] public long? LeastMinor { get; init; }
    [FromQuery] public long? LeastOrdinary { get; init; }

    /// <summary>Null where nothing was said: the present ones.</summary>
    public GradeEdges? Edges() =>
        LeastMajor is { } a && LeastMinor is { } b && LeastOrdinary is { } c ? new() { MajorShare = Major ?? 0.01, MinorShare = Minor ?? 0.2, OrdinaryShare = Ordinary ?? 0.5, Thresholds = new(a, b, c) }
        : Major is { } x && Minor is { } y && Ordinary is { } z ? new() { MajorShare = x, MinorShare = y, OrdinaryShare = z } : null;
}
