using System.Formats.Asn1;
using Automua.Core.Directories;
using Automua.Core.Model;
using Automua.Functions.Directories;

namespace Automua.Functions.Tests.Directories;

/// <summary>A server that answers rubbish, or nearly what it should.</summary>
public sealed class LdapFuzzTests
{
    private const int Cases = 50_000;

    // A message of the largest size, the buffer that grows for it, and what is made of it.
    private const long MostOctets = 4 * LdapAnswer.LargestMessage;

    private static readonly DirectoryServer Server = new(1, "ldap.example", 389, UseTls: false, "dc=example", "(mail={0})", "uid");

    private static readonly byte[] Whole =
    [
        .. Message(1, 1, result => WriteResult(result)),
        .. Message(2, 19, reference => reference.WriteOctetString("ldap://other.example/"u8)),
        .. Message(2, 4, WriteEntry),
        .. Message(2, 4, WriteEntry),
        .. Message(2, 5, result => WriteResult(result)),
    ];

    [Fact]
    public async Task Mutated_answers_end_in_an_answer_or_a_refusal_and_take_little_memory()
    {
        Assert.True(SearchFilter.TryParse("(mail={0})", out SearchFilter? filter, out _));
        Assert.True(EmailAddress.TryParse("jdoe@example.com", out EmailAddress? address, out _));
        DirectorySearch search = new("dc=example", filter, address, ["uid", "cn"]);
        LdapMatch match = await AskAsync(Whole, search, Random.Shared);
        Assert.True(match.IsOneOfSeveral);
        Assert.Equal("jdoe"u8, match.First!.Values["uid"].Span);

        int seed = Random.Shared.Next();
        Random random = new(seed);
        int answered = 0;
        for (int i = 0; i < Cases; i++)
        {
            byte[] octets = Mutated(random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                // The stream answers at once, so that all of it happens on this thread.
                Task<LdapMatch> asked = AskAsync(octets, search, random);
                Assert.True(asked.IsCompleted, $"Seed {seed}, case {i}");
                await asked;
                answered++;
            }
            catch (DirectoryUnavailableException)
            {
                // What else comes is a defect.
            }

            long taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(taken < MostOctets, $"Seed {seed}, case {i}: {taken} octets");
        }

        Assert.InRange(answered, 1, Cases - 1);
    }

    private static async Task<LdapMatch> AskAsync(byte[] octets, DirectorySearch search, Random random)
    {
        using LdapConnection connection = new(Server, new ScriptedStream(octets, random));
        await connection.BindAsync(CancellationToken.None);
        return await connection.SearchAsync(search, CancellationToken.None);
    }

    private static byte[] Mutated(Random random)
    {
        List<byte> octets = [.. Whole];
        for (int changes = random.Next(1, 5); changes > 0 && octets.Count > 0; changes--)
        {
            int at = random.Next(octets.Count);
            switch (random.Next(6))
            {
                case 0:
                    octets[at] = (byte)random.Next(256);
                    break;
                case 1:
                    octets[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    octets.RemoveRange(at, random.Next(1, octets.Count - at + 1));
                    break;
                case 3:
                    octets.Insert(at, (byte)random.Next(256));
                    break;
                case 4:
                    octets.InsertRange(at, octets.GetRange(at, random.Next(1, octets.Count - at + 1)));
                    break;
                default:
                    // A length that promises a lot.
                    octets.InsertRange(at, [0x30, 0x83, (byte)random.Next(5), 0xFF, 0xFF]);
                    break;
            }
        }

        return [.. octets];
    }

    private static byte[] Message(int id, int tag, Action<AsnWriter> write)
    {
        AsnWriter writer = new(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            using (writer.PushSequence(new Asn1Tag(TagClass.Application, tag)))
                write(writer);
        }

        return writer.Encode();
    }

    private static void WriteResult(AsnWriter result)
    {
        result.WriteEncodedValue([0x0A, 1, 0]);
        result.WriteOctetString([]);
        result.WriteOctetString("done"u8);
    }

    private static void WriteEntry(AsnWriter entry)
    {
        entry.WriteOctetString("uid=jdoe,dc=example"u8);
        using (entry.PushSequence())
        {
            Write("uid"u8, "jdoe"u8);
            Write("cn"u8, "John Doe"u8);
        }

        void Write(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
        {
            using (entry.PushSequence())
            {
                entry.WriteOctetString(name);
                using (entry.PushSetOf())
                    entry.WriteOctetString(value);
            }
        }
    }
}
