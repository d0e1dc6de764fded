namespace Guanxi.Insight.Numerics;

/// <summary>A small fast generator for resampling: its whole state is one number, so each replicate has its own and no thread waits for another.</summary>
/// <remarks>Steele, Lea &amp; Flood (2014), "Fast splittable pseudorandom number generators".</remarks>
internal struct SplitMix(ulong seed)
{
    private static readonly byte[] Counts = PoissonCounts();
    private ulong _state = seed, _bits;
    private int _left;

    /// <summary>A generator of its own for the i-th replicate.</summary>
    public static SplitMix For(int seed, int replicate) => new(new SplitMix((ulong)(uint)seed << 32 | (uint)replicate).Next());

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>How often one observation appears in a resample: Poisson with mean 1, to 1/65,536. Four counts cost one draw.</summary>
    public int Copies()
    {
        if (_left == 0)
            (_bits, _left) = (Next(), 4);
        var copies = Counts[(ushort)_bits];
        (_bits, _left) = (_bits >> 16, _left - 1);
        return copies;
    }

    private static byte[] PoissonCounts()
    {
        var table = new byte[65_536];
        double mass = Math.Exp(-1), cumulative = mass;
        byte count = 0;
        for (var i = 0; i < table.Length; i++)
        {
            while ((i + 0.5) / table.Length > cumulative)
                cumulative += mass /= ++count;
            table[i] = count;
        }
        return table;
    }
}
