using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Imports;

/// <summary>Reading knows nothing of the door; here its refusals become the door's.</summary>
internal static class Unreadable
{
    public static T Refused<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UnreadableFile unreadable)
        {
            throw new RefusedException(unreadable.Code, unreadable.Detail);
        }
    }
}
