namespace Guanxi.Exchange.Reading;

/// <summary>Where the fields of the present record lie: in the reader's buffer, or, where doubled quotes
/// had to be undone, in a scratch area of their own.</summary>
internal sealed class RecordFields
{
    private (int Start, int Length)[] places = new (int, int)[64];
    private char[] scratch = new char[256];
    private int scratchUsed;

    public int Count { get; private set; }
    public bool InQuote { get; set; }
    public RecordProblem Problem { get; set; }

    public void Clear() => (Count, InQuote, Problem, scratchUsed) = (0, false, RecordProblem.None, 0);

    public void Add(int start, int length)
    {
        if (Count == places.Length) Array.Resize(ref places, Count * 2);
        places[Count++] = (start, length);
    }

    public void Add(int start, ReadOnlySpan<char> quoted, bool doubled)
    {
        if (doubled) AddScratch(quoted, undouble: true);
        else Add(start, quoted.Length);
    }

    /// <summary>Moves the only field to the scratch area, so that it outlives the buffer's content.</summary>
    public void Keep(ReadOnlySpan<char> buffer)
    {
        var (start, length) = places[--Count];
        AddScratch(buffer.Slice(start, length), undouble: false);
    }

    public int Fail(RecordProblem problem, int at)
    {
        Problem = problem;
        return at;
    }

    public ReadOnlySpan<char> Get(char[] buffer, int field)
    {
        if ((uint)field >= (uint)Count) return default;
        var (start, length) = places[field];
        return start >= 0 ? buffer.AsSpan(start, length) : scratch.AsSpan(~start, length);
    }

    public bool AllBlank(char[] buffer)
    {
        for (var field = 0; field < Count; field++)
            if (!Get(buffer, field).IsWhiteSpace()) return false;
        return true;
    }

    private void AddScratch(ReadOnlySpan<char> from, bool undouble)
    {
        if (scratchUsed + from.Length > scratch.Length) Array.Resize(ref scratch, Math.Max(scratch.Length * 2, scratchUsed + from.Length));
        var begin = scratchUsed;
        for (var at = 0; at < from.Length; at++)
        {
            scratch[scratchUsed++] = from[at];
            if (undouble && from[at] == '"') at++;
        }

        Add(~begin, scratchUsed - begin);
    }
}
