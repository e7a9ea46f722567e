#include "journal/sha256.h"

#include "journal/canonical.h"

#include <gtest/gtest.h>
#include <string_view>
#include <vector>

namespace fw::journal {
namespace {

std::string hashOf(std::string_view text)
{
    return hexText(sha256({reinterpret_cast<const unsigned char *>(text.data()), text.size()}));
}

// FIPS 180-2, appendix B, and the empty message.
TEST(Sha256, IsThatOfTheStandard)
{
    EXPECT_EQ(hashOf(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hashOf("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hashOf("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(hashOf(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, IsTheSameWithAndWithoutTheProcessorsInstructions)
{
    if (!hasShaInstructions())
        GTEST_SKIP() << "this processor has no SHA instructions";
    std::vector<unsigned char> bytes;
    for (unsigned i = 0; i < 400; ++i) {
        EXPECT_EQ(sha256(bytes), sha256Portable(bytes)) << i;
        bytes.push_back(static_cast<unsigned char>(i * 7 + i / 64));
    }
}

} // namespace
} // namespace fw::journal
