using System.Net;
using System.Net.Sockets;
using Guanxi.Data;

namespace Guanxi.Start;

/// <summary>The addresses to listen on, tried before anything is made: nobody waits for a demo firm to hear that a port is taken.</summary>
internal static class Addresses
{
    /// <param name="urls">One or more, with semicolons between.</param>
    /// <exception cref="StartFailedException">One of them is taken, forbidden, or not ours.</exception>
    public static void Try(string urls)
    {
        try
        {
            foreach (var url in urls.Split(';')) Try(BindingAddress.Parse(url));
        }
        catch (SocketException fault)
        {
            throw Failed(fault.SocketErrorCode, urls);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            throw new StartFailedException("host.start.address_wrong", urls);
        }
    }

    public static StartFailedException Failed(SocketError why, string urls) => new(why switch
    {
        SocketError.AddressAlreadyInUse => "host.start.port_in_use",
        SocketError.AccessDenied => "host.start.port_forbidden",
        _ => "host.start.address_wrong",
    }, urls);

    private static void Try(BindingAddress address)
    {
        // Port 0 is whichever is free; the rest of such addresses is the server's to judge.
        if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0) return;
        IPAddress[] places = address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
            : IPAddress.TryParse(address.Host, out var place) ? [place] : [IPAddress.Any];
        foreach (var at in places)
            try
            {
                using var listener = new TcpListener(at, address.Port);
                listener.Start();
            }
            catch (SocketException fault) when (places.Length > 1 && fault.SocketErrorCode is not (SocketError.AddressAlreadyInUse or SocketError.AccessDenied))
            {
                // A machine without IPv6 has half a localhost, and that is enough.
            }
    }
}
