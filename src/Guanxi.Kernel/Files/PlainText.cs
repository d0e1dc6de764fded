using System.Text;

namespace Guanxi.Files;

/// <summary>Text has no mark at its beginning: it is told by what it has not, signs that no text has, and the beginnings of what is to be run or shown as a page.</summary>
internal static class PlainText
{
    public static bool Is(ReadOnlySpan<byte> head)
    {
        // Each byte beyond ASCII stands for itself: whether it is UTF-8 or GB18030 does not matter here.
        var encoding = head.StartsWith<byte>([0xFF, 0xFE]) ? Encoding.Unicode : head.StartsWith<byte>([0xFE, 0xFF]) ? Encoding.BigEndianUnicode : Encoding.Latin1;
        var text = encoding.GetString(head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? head[3..] : head).TrimStart('\uFEFF');
        if (text.Any(c => c < ' ' && c is not ('\t' or '\r' or '\n' or '\f'))) return false;
        var start = text.AsSpan().TrimStart();
        return !start.StartsWith("#!") && !start.StartsWith("%PDF-") && !start.StartsWith("{\\rtf") && !(start.Length > 1 && start[0] == '<' && (char.IsAsciiLetter(start[1]) || start[1] is '!' or '?'));
    }
}
